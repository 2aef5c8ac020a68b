using System.Globalization;
using System.Text.RegularExpressions;
using MultiEmo.Conversations;

namespace MultiEmo.Training.Audits;

/// <summary>
/// Speakers whom two splits share. Names are no people where they are marks (A, speaker 1, F, unknown), where the same few stand in all
/// conversations, or where the order of the first turns decides them.
/// </summary>
internal static partial class SharedSpeakers
{
    private const string Check = "shared-speakers";
    private const double ByOrder = 0.9;
    private const int FewestConversations = 5;
    private static readonly string[] Words =
    [
        "male", "female", "boy", "girl", "mother", "father", "all", "both", "other", "others", "everyone", "unknown", "none", "system", "customer",
        "interviewer", "interviewee", "host", "guest", "client", "therapist", "narrator",
    ];

    /// <summary>The finding, if names of people are shared.</summary>
    public static Finding? Find(Corpus corpus)
    {
        Conversation[] placed = [.. corpus.Conversations.Where(conversation => conversation.Split is not null)];
        if (AreRoles(placed)) return null;
        return Find(corpus, Split.Test) ?? Find(corpus, Split.Dev);
    }

    private static Finding? Find(Corpus corpus, Split split)
    {
        var shared = Names(corpus, Split.Train).Intersect(Names(corpus, split)).ToHashSet();
        if (shared.Count == 0) return null;
        Utterance[] turns = [.. corpus.Of(split).SelectMany(conversation => conversation.Turns)];
        var counts = turns.CountBy(turn => turn.Speaker).Where(count => shared.Contains(count.Key)).OrderByDescending(count => count.Value).ToArray();
        double share = (double)counts.Sum(count => count.Value) / turns.Length;
        string found = string.Create(CultureInfo.InvariantCulture,
            $"{shared.Count} speakers stand in train and {split.Name()}, with {share:p1} of the turns of {split.Name()}.");
        return new Finding(Severity.Notice, Check, found,
            $"If the names are people, scores on {split.Name()} are those for people whom the model has heard; for new speakers they are too high.")
            .With(counts.Select(count => $"{count.Key}: {count.Value} turns of {split.Name()}"));
    }

    private static HashSet<string> Names(Corpus corpus, Split split)
    {
        int most = corpus.Conversations.Max(conversation => conversation.Speakers.Count);
        return [.. corpus.Of(split).SelectMany(conversation => conversation.Speakers).Where(name => !IsMark(name.Trim(), most))];
    }

    // A number beyond the speakers of any conversation counts people, not places.
    private static bool IsMark(string name, int most)
    {
        if (Words.Contains(name, StringComparer.OrdinalIgnoreCase)) return true;
        var mark = Mark().Match(name);
        bool counted = int.TryParse(mark.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        return mark.Success && (!counted || number <= most);
    }

    // The same few names in all conversations, or each place in the order of first turns with a name of its own.
    private static bool AreRoles(Conversation[] conversations)
    {
        if (conversations.Length < FewestConversations) return false;
        string[][] names = [.. conversations.Select(conversation => conversation.Speakers.ToArray())];
        int different = names.SelectMany(each => each).Distinct().Count();
        if (different <= 2 * names.Average(each => each.Length)) return true;
        int most = names.Max(each => each.Length), decided = 0;
        for (int place = 0; place < most; place++)
            decided += names.Where(each => each.Length > place).CountBy(each => each[place]).Max(count => count.Value);
        return names.Any(each => each.Length > 1) && decided >= ByOrder * names.Sum(each => each.Length);
    }

    // A letter or number of its own, after a word for a person or none: A, 12, speaker 1, spk_B, P03.
    [GeneratedRegex(@"^(speaker|spkr|spk|person|participant|party|user|agent|caller|voice|man|woman|subject|s|p)?[\W_]*(\d+|\p{L}|)[\W_]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}

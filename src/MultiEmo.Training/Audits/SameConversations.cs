using System.Globalization;
using MultiEmo.Conversations;

namespace MultiEmo.Training.Audits;

/// <summary>A conversation of one split that stands in another too.</summary>
/// <param name="Earlier">The conversation of the earlier split.</param>
/// <param name="Later">That of the later split.</param>
/// <param name="Common">How many of its turns they share.</param>
internal sealed record SameConversation(Conversation Earlier, Conversation Later, int Common);

/// <summary>
/// Conversations that two splits share: at least two turns, and six in ten of the later one's turns that have any word, are the same, and have
/// at least twelve words in all. Words of phrases that stand in more than two conversations of the earlier split, and in more than two in a hundred,
/// do not count.
/// </summary>
internal static class SameConversations
{
    private const string Check = "same-conversations";
    private const int FewestTurns = 2, FewestWords = 12;
    private const double LeastShare = 0.6, FaultShare = 0.01, StockShare = 0.02;

    /// <summary>The conversations shared by a pair of splits.</summary>
    public static IReadOnlyList<SameConversation> Of(Corpus corpus, SplitPair pair)
    {
        var places = PlainTurn.Of(corpus, pair.Earlier).Where(turn => turn.Words.Length > 0)
            .GroupBy(turn => turn.Text)
            .ToDictionary(group => group.Key, group => group.Select(turn => turn.Conversation).Distinct().ToArray());
        double stock = Math.Max(2, StockShare * corpus.Of(pair.Earlier).Count);
        return [.. corpus.Of(pair.Later).Select(later => Nearest(later, places, stock)).OfType<SameConversation>()];
    }

    /// <summary>The finding, if there is any such conversation.</summary>
    public static Finding? Find(Corpus corpus, SplitPair pair, IReadOnlyList<SameConversation> shared)
    {
        if (shared.Count == 0) return null;
        int of = corpus.Of(pair.Later).Count, whole = shared.Count(one => one.Common == one.Later.Turns.Count);
        double share = (double)shared.Count / of;
        string counts = string.Create(CultureInfo.InvariantCulture, $"{shared.Count} of {of} conversations ({share:p1})");
        string found = $"{counts} of {pair.Later.Name()} stand in {pair.Earlier.Name()} too, {whole} of them with all turns.";
        return new Finding(share >= FaultShare ? Severity.Fault : Severity.Warning, Check, found, pair.Effect)
            .With(shared.Select(one => $"{one.Later.Id} is {one.Earlier.Id}: {one.Common} of {one.Later.Turns.Count} turns"));
    }

    private static SameConversation? Nearest(Conversation later, Dictionary<string, Conversation[]> places, double stock)
    {
        PlainTurn[] turns = [.. PlainTurn.Of(later).Where(turn => turn.Words.Length > 0)];
        var counts = new Dictionary<Conversation, List<PlainTurn>>(ReferenceEqualityComparer.Instance);
        foreach (var turn in turns)
            foreach (var earlier in places.GetValueOrDefault(turn.Text, []))
            {
                if (!counts.TryGetValue(earlier, out var common)) counts[earlier] = common = [];
                common.Add(turn);
            }
        var (conversation, shared) = counts.OrderByDescending(pair => pair.Value.Count).FirstOrDefault();
        if (shared is null || shared.Count < FewestTurns || shared.Count < LeastShare * turns.Length) return null;
        int words = shared.Where(turn => places[turn.Text].Length <= stock).DistinctBy(turn => turn.Text).Sum(turn => turn.Words.Length);
        return words < FewestWords ? null : new SameConversation(conversation, later, shared.Count);
    }
}

using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Storage.Pickles;

namespace MultiEmo.Storage.Authors;

/// <summary>
/// The file Speakers.pkl: a tuple of utterance ids, speakers, labels, three parts of no use here, sentences, training ids, test ids
/// (9 parts, IEMOCAP) and one more (10 parts, MELD).
/// </summary>
internal static class AuthorsSpeakers
{
    public const string FileName = "Speakers.pkl";

    private const string Optimistic = "The authors' text vectors of MELD were fitted on the training labels: "
        + "a validation score on conversations cut from this training set is about four points optimistic.";
    private const string NoDev = "The authors' files have no dev split; training cuts its validation from train.";
    private static readonly string[] Genders = ["M", "F"];

    /// <summary>Reads the conversations: those of train, then those of test.</summary>
    /// <exception cref="BadInputException">The file is missing, no such tuple, or contradicts itself.</exception>
    public static Corpus Read(string path, EmotionSet? emotions)
    {
        var values = new PickledValues(path);
        if (PickleReader.Read(path) is not object?[] { Length: 9 or 10 } parts)
            throw values.Fault("it is no tuple of 9 (IEMOCAP) or 10 (MELD) parts");
        bool gendered = parts.Length == 9;
        emotions ??= gendered ? EmotionSet.Iemocap : EmotionSet.Meld;
        var tables = new AuthorsTables(
            values, values.Table(parts[1], "speakers"), values.Table(parts[2], "labels"), values.Table(parts[6], "sentences"), emotions);
        IReadOnlyList<string> parties = gendered ? Genders : tables.NumberedSpeakers();
        var conversations = Conversations(values, parts, tables with { Parties = parties, OneHot = !gendered });
        return new Corpus(gendered ? "iemocap-authors" : "meld-authors", emotions, conversations)
        {
            Note = gendered ? null : Optimistic,
            Parties = parties,
            Remarks = [NoDev, .. LeftOut(tables.Labels.Count - conversations.Count)],
        };
    }

    // The reference program sorts the training ids of IEMOCAP and takes the others as they come; a set has no order to keep.
    private static List<Conversation> Conversations(PickledValues values, object?[] parts, AuthorsTables tables)
    {
        var train = values.Ids(parts[7], "the training ids", sorted: parts.Length == 9);
        var test = values.Ids(parts[8], "the test ids", sorted: false);
        if (train.Concat(test).GroupBy(id => id).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
            throw values.Fault($"conversation '{twice}' is twice in the ids of train and test");
        if (train.Count == 0) throw values.Fault("it has no training ids");
        return [.. train.Select(id => tables.Conversation(Split.Train, id)), .. test.Select(id => tables.Conversation(Split.Test, id))];
    }

    private static IEnumerable<string> LeftOut(int count)
    {
        if (count > 0)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Conversations that are neither in train nor in test, and were left out: {count}.");
    }
}

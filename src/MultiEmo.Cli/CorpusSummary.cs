using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Cli;

/// <summary>What is in a split.</summary>
/// <param name="Name">train, dev, test, or none.</param>
/// <param name="Conversations">Conversations.</param>
/// <param name="Utterances">Their turns.</param>
/// <param name="Longest">Turns of the longest conversation.</param>
/// <param name="Speakers">Different names.</param>
/// <param name="Unscored">Turns without emotion.</param>
/// <param name="Classes">Turns per emotion, in the order of the set.</param>
/// <param name="Absent">Turns that lack each feature file, in the order of the corpus' features.</param>
internal sealed record SplitSummary(
    string Name, int Conversations, int Utterances, int Longest, int Speakers, int Unscored, IReadOnlyList<int> Classes, IReadOnlyList<int> Absent)
{
    /// <summary>Turns of the average conversation.</summary>
    public double Mean => (double)Utterances / Conversations;
}

/// <summary>Counts what a prepared corpus holds.</summary>
internal static class CorpusSummary
{
    /// <summary>The splits that have conversations, in order; those of no split come last.</summary>
    public static IReadOnlyList<SplitSummary> Of(PreparedCorpus prepared)
    {
        bool[][] present = [.. prepared.Features.Select(entry => prepared.ReadFeatures(entry.Name).Present)];
        Split?[] splits = [.. Enum.GetValues<Split>().Cast<Split?>(), null];
        return [.. splits.Select(split => Count(prepared.Corpus, split, present)).OfType<SplitSummary>()];
    }

    /// <summary>The conversations in which turn numbers are left out.</summary>
    public static int ConversationsWithGaps(Corpus corpus) =>
        corpus.Conversations.Count(conversation => conversation.Turns[^1].Turn - conversation.Turns[0].Turn + 1 != conversation.Turns.Count);

    private static SplitSummary? Count(Corpus corpus, Split? split, bool[][] present)
    {
        Conversation[] conversations = [.. corpus.Conversations.Where(conversation => conversation.Split == split)];
        if (conversations.Length == 0) return null;
        Utterance[] turns = [.. conversations.SelectMany(conversation => conversation.Turns)];
        Split?[] splitOfRow = [.. corpus.Conversations.SelectMany(conversation => conversation.Turns.Select(_ => conversation.Split))];
        return new SplitSummary(
            split?.Name() ?? "none", conversations.Length, turns.Length, conversations.Max(conversation => conversation.Turns.Count),
            turns.Select(turn => turn.Speaker).Distinct().Count(), turns.Count(turn => turn.Emotion is null),
            [.. corpus.Emotions.Labels.Select(label => turns.Count(turn => turn.Emotion == label))],
            [.. present.Select(rows => rows.Zip(splitOfRow).Count(row => !row.First && row.Second == split))]);
    }
}

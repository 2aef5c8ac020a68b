using MultiEmo.Conversations;

namespace MultiEmo.Evaluation.Statistics;

/// <summary>The utterances that systems are compared on, in units that are drawn as a whole: turns of one conversation are not independent.</summary>
public sealed class ScoredUtterances
{
    /// <summary>Takes N labelled utterances.</summary>
    /// <param name="emotions">The C labels.</param>
    /// <param name="truths">N indices of true labels.</param>
    /// <param name="units">The unit of each utterance, numbered from 0 without gaps.</param>
    /// <param name="byConversation">Whether a unit is a conversation; else it is a single utterance.</param>
    /// <exception cref="ArgumentException">No utterance, lists of different length, or units with gaps.</exception>
    public ScoredUtterances(EmotionSet emotions, IReadOnlyList<int> truths, IReadOnlyList<int> units, bool byConversation = true)
    {
        if (truths.Count == 0 || truths.Count != units.Count)
            throw new ArgumentException($"{units.Count} units for {truths.Count} truths", nameof(units));
        (Emotions, Truths, Units, ByConversation) = (emotions, truths, units, byConversation);
        UnitCount = units.Max() + 1;
        if (units.Distinct().Count() != UnitCount || units.Min() < 0) throw new ArgumentException("a unit has no utterance", nameof(units));
    }

    /// <summary>The labels.</summary>
    public EmotionSet Emotions { get; }

    /// <summary>The true label of each utterance, as its index.</summary>
    public IReadOnlyList<int> Truths { get; }

    /// <summary>The unit of each utterance.</summary>
    public IReadOnlyList<int> Units { get; }

    /// <summary>The number of units.</summary>
    public int UnitCount { get; }

    /// <summary>Whether a unit is a conversation; else it is a single utterance, and what is said of chance is too confident.</summary>
    public bool ByConversation { get; }

    /// <summary>The utterances of a table, by conversation where it names any.</summary>
    /// <param name="emotions">The labels.</param>
    /// <param name="rows">Predictions that have a truth.</param>
    public static ScoredUtterances Of(EmotionSet emotions, IReadOnlyList<Prediction> rows)
    {
        int[] truths = [.. rows.Select(row => emotions.IndexOf(emotions.Canonical(row.Truth!)))];
        if (rows.All(row => row.Conversation.Length == 0))
            return new(emotions, truths, [.. Enumerable.Range(0, truths.Length)], byConversation: false);
        var numbers = new Dictionary<string, int>();
        return new(emotions, truths, [.. rows.Select(row => Number(numbers, row.Conversation))]);
    }

    /// <summary>How often each label was taken for each.</summary>
    /// <param name="predictions">The predicted label of each utterance, as its index.</param>
    public ConfusionMatrix Confusion(IReadOnlyList<int> predictions) => ConfusionMatrix.Of(Emotions.Labels, Truths, predictions);

    private static int Number(Dictionary<string, int> numbers, string conversation)
    {
        numbers.TryAdd(conversation, numbers.Count);
        return numbers[conversation];
    }
}

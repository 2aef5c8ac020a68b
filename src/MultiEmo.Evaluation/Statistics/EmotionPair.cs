using MultiEmo.Conversations;

namespace MultiEmo.Evaluation.Statistics;

/// <summary>Two emotions that are easily taken for each other.</summary>
/// <param name="First">A label.</param>
/// <param name="Second">Another label.</param>
public sealed record EmotionPair(string First, string Second)
{
    private static readonly EmotionPair[] Near = [new("happiness", "excitement"), new("anger", "frustration")];

    /// <summary>The pairs of near emotions of which the set has both: happiness and excitement, anger and frustration.</summary>
    public static IReadOnlyList<EmotionPair> In(EmotionSet emotions) =>
    [
        .. Near.Where(pair => emotions.IndexOf(pair.First) >= 0 && emotions.IndexOf(pair.Second) >= 0)
            .Select(pair => new EmotionPair(emotions.Canonical(pair.First), emotions.Canonical(pair.Second))),
    ];

    /// <summary>A pair as a user writes it: two labels and a comma between them.</summary>
    /// <exception cref="BadInputException">Not two different labels of the set.</exception>
    public static EmotionPair Parse(string text, EmotionSet emotions)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] labels = [.. parts.Select(label => emotions.Canonical(label))];
        if (labels.Length == 2 && labels[0] != labels[1]) return new(labels[0], labels[1]);
        throw new BadInputException($"{Spelling.Quoted(text)} is no pair of emotions", "write two different labels: happiness,excitement");
    }

    /// <summary>The share of the utterances of either that went to the other, a fraction of 1.</summary>
    /// <exception cref="BadInputException">A label is not in the matrix.</exception>
    public double ConfusedIn(ConfusionMatrix confusion)
    {
        var emotions = new EmotionSet("matrix", confusion.Labels);
        return confusion.ConfusedWithin(emotions.IndexOf(emotions.Canonical(First)), emotions.IndexOf(emotions.Canonical(Second)));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{First}/{Second}";
}

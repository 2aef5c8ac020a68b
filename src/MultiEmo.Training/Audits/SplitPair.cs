using MultiEmo.Conversations;

namespace MultiEmo.Training.Audits;

/// <summary>Two splits that are compared: what is learnt or chosen on, and what is scored on.</summary>
/// <param name="Earlier">The one that comes before the other: train before dev, dev before test.</param>
/// <param name="Later">The other.</param>
internal sealed record SplitPair(Split Earlier, Split Later)
{
    /// <summary>The pairs, those with train first.</summary>
    public static IReadOnlyList<SplitPair> All { get; } =
        [new(Split.Train, Split.Test), new(Split.Train, Split.Dev), new(Split.Dev, Split.Test)];

    /// <summary>What is wrong with scores where the later split holds what the earlier one holds.</summary>
    public string Effect => Earlier == Split.Dev
        ? "Scores on test are too high: what was chosen on dev was in part chosen on test."
        : Later == Split.Test
            ? "Scores on test are too high: a model that learns turns by heart is right on them."
            : "Scores on validation are too high, and the epochs and settings chosen on them favour models that learn by heart.";
}

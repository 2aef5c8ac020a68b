namespace MultiEmo.Evaluation.Results;

/// <summary>One training of an experiment in its tables.</summary>
/// <param name="Name">What was trained.</param>
/// <param name="Summary">Its scores over seeds; null where there are none.</param>
public sealed record ExperimentRow(string Name, SeedSummary? Summary)
{
    /// <summary>What a reader must know of it, sentences; or why there are no scores.</summary>
    public string? Note { get; init; }
}

/// <summary>The measures of an experiment's tables, in the order of their columns.</summary>
public static class ExperimentMeasures
{
    private const double Minority = 2.0 / 3;       // of an even share of the utterances

    /// <summary>The names of the measures over all classes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["weighted F1", "minority F1", "macro F1", "UAR", "shift F1", "accuracy"];

    /// <summary>The measures over all classes; null what is unknown.</summary>
    public static IReadOnlyList<Estimate?> Of(SeedSummary summary) =>
        [summary.WeightedF1, MinorityF1(summary), summary.MacroF1, summary.UnweightedAverageRecall, summary.ShiftF1, summary.Accuracy];

    /// <summary>The classes with less than two thirds of an even share of the utterances.</summary>
    public static IReadOnlyList<string> MinorityClasses(SeedSummary summary)
    {
        double even = summary.PerClass.Sum(scores => scores.Support) / summary.PerClass.Count;
        return [.. summary.PerClass.Where(scores => scores.Support > 0 && scores.Support < Minority * even).Select(scores => scores.Label)];
    }

    // The mean F1 of these classes, over seeds; null where there is none.
    private static Estimate? MinorityF1(SeedSummary summary)
    {
        var minority = MinorityClasses(summary);
        if (minority.Count == 0) return null;
        double Mean(Metrics run) => run.PerClass.Where(scores => minority.Contains(scores.Label)).Average(scores => scores.F1);
        return Estimate.Of([.. summary.Runs.Select(Mean)]);
    }
}

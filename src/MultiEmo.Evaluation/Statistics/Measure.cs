namespace MultiEmo.Evaluation.Statistics;

/// <summary>What systems are compared by; each a fraction of 1, as <see cref="Metrics"/> defines it.</summary>
public enum Measure
{
    /// <summary>F1 averaged over labels by their support.</summary>
    WeightedF1,

    /// <summary>F1 averaged over labels alike.</summary>
    MacroF1,

    /// <summary>The share of utterances that are right.</summary>
    Accuracy,
}

/// <summary>The words for <see cref="Measure"/>.</summary>
public static class Measures
{
    /// <summary>All measures, in order.</summary>
    public static IReadOnlyList<Measure> All { get; } = Enum.GetValues<Measure>();

    /// <summary>The heading of a column.</summary>
    public static string Phrase(this Measure measure) => measure switch
    {
        Measure.WeightedF1 => "weighted F1",
        Measure.MacroF1 => "macro F1",
        _ => "accuracy",
    };

    /// <summary>The key in JSON, as in <see cref="MetricsJson"/>.</summary>
    public static string Key(this Measure measure) => measure switch
    {
        Measure.WeightedF1 => "weighted_f1",
        Measure.MacroF1 => "macro_f1",
        _ => "accuracy",
    };
}

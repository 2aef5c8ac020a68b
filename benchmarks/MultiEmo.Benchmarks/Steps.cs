namespace MultiEmo.Benchmarks;

/// <summary>All steps that have a benchmark.</summary>
public static class Steps
{
    /// <summary>Their classes, in the order in which they are listed.</summary>
    public static Type[] All =>
    [
        typeof(TrainingStep), typeof(Prediction), typeof(ContrastiveLoss), typeof(AdamStep), typeof(RecurrentPass), typeof(MatrixProducts),
        typeof(LiveTurn),
    ];
}

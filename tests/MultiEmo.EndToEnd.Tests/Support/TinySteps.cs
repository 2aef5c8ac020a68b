using MultiEmo.Benchmarks;

namespace MultiEmo.EndToEnd.Tests.Support;

/// <summary>The benchmarks with sizes that take a moment.</summary>
public static class TinySteps
{
    /// <summary>One for each benchmark.</summary>
    public static Type[] All =>
    [
        typeof(TinyTrainingStep), typeof(TinyPrediction), typeof(TinyContrastiveLoss), typeof(TinyAdamStep), typeof(TinyRecurrentPass),
        typeof(TinyMatrixProducts), typeof(TinyLiveTurn),
    ];
}

public class TinyTrainingStep : TrainingStep
{
    protected override int Conversations => 2;
}

public class TinyPrediction : Prediction
{
    protected override int Conversations => 2;
}

public class TinyContrastiveLoss : ContrastiveLoss
{
    protected override int Turns => 12;
}

public class TinyAdamStep : AdamStep
{
    protected override int Width => 8;
}

public class TinyRecurrentPass : RecurrentPass
{
    protected override int Conversations => 2;
}

public class TinyLiveTurn : LiveTurn
{
    public override IEnumerable<int> Turns => [2];
}

public class TinyMatrixProducts : MatrixProducts
{
    public override IEnumerable<string> Sizes => ["8x8x8"];
}

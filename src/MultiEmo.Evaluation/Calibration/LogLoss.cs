namespace MultiEmo.Evaluation.Calibration;

/// <summary>The mean negative logarithm of the probability that the true label was given, in nats; less is better.</summary>
public static class LogLoss
{
    // A probability of zero costs this much and no more: the smallest step of a float32 below 1, as in scikit-learn.
    private const double Least = 1.1920929e-7;

    /// <summary>The loss of probabilities.</summary>
    /// <param name="probabilities">(N, C) row-major, rows sum to 1.</param>
    /// <param name="labels">N true labels.</param>
    public static double Of(ReadOnlySpan<float> probabilities, ReadOnlySpan<int> labels)
    {
        int classes = Shape.Classes(probabilities, labels);
        double sum = 0;
        for (int n = 0; n < labels.Length; n++) sum -= Math.Log(Math.Max(probabilities[n * classes + labels[n]], Least));
        return sum / labels.Length;
    }
}

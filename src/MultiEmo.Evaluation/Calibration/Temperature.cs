using MultiEmo.Conversations;

namespace MultiEmo.Evaluation.Calibration;

/// <summary>
/// One number by which all logits are divided before the softmax, so that probabilities mean what they say; it changes no decision.
/// Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017, section 4.2.
/// </summary>
/// <param name="Value">T, above 0; above 1 makes probabilities more cautious.</param>
public sealed record Temperature(double Value)
{
    /// <summary>The smallest T that is fitted; a validation set without any error ends here.</summary>
    public const double Smallest = 0.05;

    /// <summary>The largest T that is fitted; logits that say nothing end here.</summary>
    public const double Largest = 20;

    private const int Halvings = 60;   // leaves log T known to 1e-17

    /// <summary>No change, T = 1.</summary>
    public static Temperature None { get; } = new(1);

    /// <summary>The T of the least negative log-likelihood of the labels.</summary>
    /// <remarks>The likelihood is convex in 1/T, so that the sign of its slope, halved upon, finds the one minimum.</remarks>
    /// <param name="logits">Validation logits, (N, C) row-major.</param>
    /// <param name="labels">N true labels.</param>
    /// <exception cref="BadInputException">There is no utterance, or a logit is not a finite number.</exception>
    public static Temperature Fit(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels)
    {
        Shape.Classes(logits, labels);
        double low = Math.Log(Smallest), high = Math.Log(Largest);
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            if (Slope(logits, labels, Math.Exp(-middle)) > 0) low = middle;
            else high = middle;
        }
        return new Temperature(Math.Exp((low + high) / 2));
    }

    /// <summary>softmax(logits / T), row by row.</summary>
    /// <param name="logits">(N, C) row-major.</param>
    /// <param name="classes">C.</param>
    /// <returns>Probabilities, (N, C) row-major.</returns>
    public float[] Apply(ReadOnlySpan<float> logits, int classes)
    {
        var probabilities = new float[logits.Length];
        var row = new double[classes];
        for (int start = 0; start < logits.Length; start += classes)
        {
            Softmax(logits.Slice(start, classes), 1 / Value, row);
            for (int c = 0; c < classes; c++) probabilities[start + c] = (float)row[c];
        }
        return probabilities;
    }

    // The slope of the negative log-likelihood over the inverse temperature: sum of E_p[logit] - logit of the truth.
    private static double Slope(ReadOnlySpan<float> logits, ReadOnlySpan<int> labels, double inverse)
    {
        int classes = logits.Length / labels.Length;
        var row = new double[classes];
        double slope = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            var own = logits.Slice(n * classes, classes);
            Softmax(own, inverse, row);
            for (int c = 0; c < classes; c++) slope += row[c] * (own[c] - own[labels[n]]);
        }
        return slope;
    }

    private static void Softmax(ReadOnlySpan<float> logits, double inverse, double[] probabilities)
    {
        double largest = float.NegativeInfinity, sum = 0;
        foreach (float logit in logits) largest = Math.Max(largest, logit);
        for (int c = 0; c < probabilities.Length; c++) sum += probabilities[c] = Math.Exp((logits[c] - largest) * inverse);
        for (int c = 0; c < probabilities.Length; c++) probabilities[c] /= sum;
    }
}

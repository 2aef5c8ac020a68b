using System.Globalization;

namespace MultiEmo.Evaluation.Statistics;

/// <summary>An interval of a measure or of a difference of two.</summary>
/// <param name="Lower">Its lower end, a fraction of 1.</param>
/// <param name="Upper">Its upper end, a fraction of 1.</param>
public sealed record Interval(double Lower, double Upper)
{
    /// <summary>The percentile interval (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, section 13.3).</summary>
    /// <param name="replicates">Values by resampling, at least one, in any order.</param>
    /// <param name="confidence">The share that lies within, such as 0.95.</param>
    public static Interval Of(IReadOnlyList<double> replicates, double confidence)
    {
        double[] sorted = [.. replicates.Order()];
        double tail = (1 - confidence) / 2;
        return new(Quantile(sorted, tail), Quantile(sorted, 1 - tail));
    }

    /// <summary>In percent with two decimals: <c>[56.10, 58.02]</c>.</summary>
    public override string ToString() => $"[{Percent(Lower)}, {Percent(Upper)}]";

    // Between two values in proportion, as NumPy's percentile does unless told otherwise.
    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static string Percent(double fraction) => (100 * fraction).ToString("0.00", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace MultiEmo.Evaluation.Results;

/// <summary>A measure over seeds.</summary>
/// <param name="Mean">The mean, a fraction of 1.</param>
/// <param name="Deviation">The sample standard deviation (divisor: seeds less one); null of a single seed.</param>
public sealed record Estimate(double Mean, double? Deviation = null)
{
    /// <summary>The mean and deviation of at least one value.</summary>
    public static Estimate Of(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        if (values.Count == 1) return new(mean);
        return new(mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)));
    }

    /// <summary>In percent with two decimals: <c>57.12 ± 0.43</c>, or <c>57.12</c> of a single seed.</summary>
    public override string ToString() => Deviation is null ? Percent(Mean) : $"{Percent(Mean)} ± {Percent(Deviation.Value)}";

    private static string Percent(double fraction) => (100 * fraction).ToString("0.00", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace MultiEmo.Evaluation.Statistics;

/// <summary>How much better one system is than another on the same utterances.</summary>
/// <param name="Value">The difference of their means over seeds, a fraction of 1.</param>
/// <param name="Interval">The percentile interval of the difference.</param>
/// <param name="P">
/// The two-sided p: the share of resamples whose difference lies at least <paramref name="Value"/> away from it, which is how often so large a
/// difference arises where there is none (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, section 16.4). The data count as one more,
/// so that p is never 0 (Davison and Hinkley, "Bootstrap Methods and their Application", 1997, section 4.2).
/// </param>
public sealed record Difference(double Value, Interval Interval, double P)
{
    private const double Rounding = 1e-12;   // sums in another order do not make a difference smaller

    /// <summary>The difference from its resamples.</summary>
    /// <param name="value">The difference on the utterances as they are.</param>
    /// <param name="replicates">The difference on each resample.</param>
    /// <param name="confidence">The share of resamples within the interval.</param>
    public static Difference Of(double value, IReadOnlyList<double> replicates, double confidence)
    {
        int beyond = replicates.Count(replicate => Math.Abs(replicate - value) >= Math.Abs(value) - Rounding);
        return new(value, Interval.Of(replicates, confidence), (beyond + 1.0) / (replicates.Count + 1));
    }

    /// <summary>In points with two decimals and sign: <c>+1.20</c>.</summary>
    public override string ToString() => (100 * Value).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}

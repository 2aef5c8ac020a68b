namespace MultiEmo.Audio.Prosody;

/// <summary>How far values lie apart.</summary>
internal static class Spread
{
    /// <summary>Standard deviation of at least one value, all of them being there: divided by their number.</summary>
    public static double Deviation(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    /// <summary>The value below which a share of them lies, between the two neighbours of place share * N + 1/2.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        double place = Math.Clamp((share * sorted.Length) - 0.5, 0, sorted.Length - 1);
        int below = (int)place, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}

namespace MultiEmo.Audio.Prosody;

/// <summary>The mean and the peak of a sound around a moment, within a period of the pitch floor.</summary>
/// <param name="sound">The sound.</param>
/// <param name="floor">The pitch floor in Hz.</param>
internal sealed class LocalLevel(Samples sound, double floor)
{
    private readonly int period = (int)Math.Floor(sound.Rate / floor);

    /// <summary>The mean of a period on either side of the gap after a sample.</summary>
    public double Mean(int left) => Sums.Mean(sound.Slice(left + 1 - period, 2 * period));

    /// <summary>The farthest that a value is from the mean, within half a period on either side of a gap.</summary>
    /// <param name="values">The values.</param>
    /// <param name="right">The value after the gap.</param>
    /// <param name="mean">The mean.</param>
    public double Peak(ReadOnlySpan<double> values, int right, double mean)
    {
        int reach = (period / 2) + 1, first = Math.Max(0, right - reach), end = Math.Min(values.Length, right + reach);
        double peak = 0;
        foreach (double value in values[first..end]) peak = Math.Max(peak, Math.Abs(value - mean));
        return peak;
    }

    /// <summary>A peak relative to that of the sound, at most 1.</summary>
    public double Loudness(double peak) => Math.Min(1, peak / sound.Peak);
}

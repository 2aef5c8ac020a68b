namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Sums over one frame's power spectrum that several descriptors need: running total, total, and total weighted by frequency.</summary>
/// <remarks>The bin at 0 Hz is left out of all of them. Not safe for use by two threads at once.</remarks>
/// <param name="axis">The axis of bins.</param>
internal sealed class SpectralSums(FrequencyAxis axis)
{
    private readonly double[] hertz = axis.Hertz;
    private readonly double[] cumulative = new double[axis.Bins];

    /// <summary>Power of bins 1..k, for each k.</summary>
    public ReadOnlySpan<double> Cumulative => cumulative;

    /// <summary>Sum of P[k].</summary>
    public double Total => cumulative[^1];

    /// <summary>Sum of f[k] P[k], in Hz times power.</summary>
    public double FrequencyTotal { get; private set; }

    /// <summary>Takes the sums of a power spectrum.</summary>
    public void Compute(ReadOnlySpan<float> power)
    {
        // Bin by bin: roll-off points compare the running sum and the slope subtracts sums, so the order of rounding shows.
        var (sum, weighted) = (0.0, 0.0);
        var (hertz, cumulative) = (this.hertz, this.cumulative);
        for (var k = 1; k < cumulative.Length; k++)
        {
            double value = power[k];
            sum += value;
            cumulative[k] = sum;
            weighted += hertz[k] * value;
        }
        FrequencyTotal = weighted;
    }
}

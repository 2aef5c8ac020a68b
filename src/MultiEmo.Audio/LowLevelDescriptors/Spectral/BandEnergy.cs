using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Power inside a band of frequencies, shared out over all bins of the spectrum.</summary>
/// <remarks>
/// E = sum over the band of w[k] P[k] / (bins - 1), w being 1 but at the band's edges; the bin at 0 Hz does not count among the bins.
/// </remarks>
/// <param name="axis">The axis of bins.</param>
/// <param name="low">Lower end of the band in Hz.</param>
/// <param name="high">Upper end of the band in Hz.</param>
internal sealed class BandEnergy(FrequencyAxis axis, double low, double high)
{
    private readonly FrequencyBand band = new(axis, low, high);
    private readonly double bins = axis.Bins - 1;

    /// <summary>Energy of the band, at least 0.</summary>
    public float Compute(ReadOnlySpan<float> power)
    {
        var sum = power[band.Low] * band.LowWeight;
        if (band.High > band.Low + 1)
            sum += Sum(power[(band.Low + 1)..band.High]);
        sum += power[band.High] * band.HighWeight;
        return (float)(sum / bins);
    }

    private static double Sum(ReadOnlySpan<float> power)
    {
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        var k = 0;
        for (; k <= power.Length - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(power[k..]), out var first, out var second);
            low += first;
            high += second;
        }
        var sum = Vector.Sum(low + high);
        for (; k < power.Length; k++)
            sum += power[k];
        return sum;
    }
}

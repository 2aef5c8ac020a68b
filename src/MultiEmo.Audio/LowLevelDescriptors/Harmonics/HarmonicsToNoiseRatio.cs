using MultiEmo.Audio.Spectra;

namespace MultiEmo.Audio.LowLevelDescriptors.Harmonics;

/// <summary>Harmonics-to-noise ratio in dB of a voiced frame, from the autocorrelation r: 10 log10(r[t] / (r[0] - r[t])), -90 to 110.</summary>
/// <remarks>
/// r is the modulus of the inverse transform of the squared magnitude spectrum, t the peak of r nearest to the period of the fundamental; after
/// Boersma, Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio (IFA Proceedings 17, 1993). The window's own
/// autocorrelation is not divided out.
/// </remarks>
internal sealed class HarmonicsToNoiseRatio
{
    private const double LowestRatio = 1e-9;
    private const double HighestRatio = 1e11;
    private readonly HarmonicAxis axis;
    private readonly RealFourier fourier;
    private readonly float[] power;
    private readonly float[] correlation;

    /// <summary>Prepares the transform.</summary>
    /// <param name="axis">The spectrum's frequencies; its bins are N/2 + 1 for a power of two N.</param>
    public HarmonicsToNoiseRatio(HarmonicAxis axis)
    {
        var size = 2 * (axis.Bins - 1);
        (this.axis, fourier) = (axis, new RealFourier(size));
        (power, correlation) = (new float[size], new float[size]);
    }

    /// <summary>Measures one frame.</summary>
    /// <param name="fundamental">Hz, above 0.</param>
    /// <param name="magnitude">Magnitude spectrum.</param>
    public float Compute(float fundamental, ReadOnlySpan<float> magnitude)
    {
        Correlate(magnitude);
        var lags = correlation.AsSpan(0, axis.Bins);
        var period = Period(lags, (int)(axis.SampleRate / fundamental));
        if (period == 0)
            return 0;
        var noise = lags[0] - lags[period];
        var ratio = noise == 0 ? HighestRatio : lags[period] / (double)noise;
        return (float)(10.0 * Math.Log10(Math.Clamp(ratio, LowestRatio, HighestRatio)));
    }

    private void Correlate(ReadOnlySpan<float> magnitude)
    {
        (power[0], power[1]) = (magnitude[0] * magnitude[0], magnitude[^1] * magnitude[^1]);
        for (var k = 1; k < magnitude.Length - 1; k++)
            power[2 * k] = magnitude[k] * magnitude[k];
        fourier.Inverse(power, correlation);
        // The factor cancels, but not its rounding.
        for (var lag = 0; lag < axis.Bins; lag++)
            correlation[lag] = MathF.Abs(correlation[lag]) / axis.Bins;
    }

    /// <summary>The peak nearest to a lag, of two as near the lower one.</summary>
    private static int Period(ReadOnlySpan<float> lags, int expected)
    {
        if (Peaks.At(lags, expected))
            return expected;
        var last = lags.Length - 1;
        for (var away = 1; expected - away > 0 || expected + away < last; away++)
        {
            if (expected - away > 0 && Peaks.At(lags, expected - away))
                return expected - away;
            if (expected + away < last && Peaks.At(lags, expected + away))
                return expected + away;
        }
        return HigherEnd(lags, expected);
    }

    /// <summary>For lags without a peak: the end that stands above the expected lag, the nearer one where both do, else the lag itself.</summary>
    private static int HigherEnd(ReadOnlySpan<float> lags, int expected)
    {
        var (first, last) = (lags[0] > lags[expected], lags[^1] > lags[expected]);
        if (!first && !last)
            return expected;
        return first && (!last || expected < lags.Length / 2) ? 0 : lags.Length - 1;
    }
}

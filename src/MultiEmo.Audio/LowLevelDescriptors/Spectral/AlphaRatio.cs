namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Power of 1000..5000 Hz over that below 1000 Hz: how much a voice is pressed.</summary>
/// <remarks>
/// 10 log10(max(sum P[1000..5000 Hz], 1e-14) / sum P[0..1000 Hz)) in dB, 0 for a frame without power below 1000 Hz. Eyben and others, The
/// Geneva minimalistic acoustic parameter set (IEEE TAC 7, 2016). Added up in floats bin by bin, as openSMILE 3 computes it.
/// </remarks>
/// <param name="axis">The axis of bins.</param>
internal sealed class AlphaRatio(FrequencyAxis axis)
{
    private readonly int middle = axis.CountBelow(1000.0);
    private readonly int end = axis.CountUpTo(5000.0);

    /// <summary>The ratio of one frame in dB.</summary>
    public float Compute(ReadOnlySpan<float> power)
    {
        var (low, high) = (Sum(power[..middle]), Sum(power[middle..end]));
        if (low <= 0)
            return 0;
        return high > LogSpectrum.Floor ? (float)LogSpectrum.Level(high / low)
            : (float)(10.0 * (MathF.Log(LogSpectrum.Floor) - MathF.Log(low)) / Math.Log(10.0));
    }

    private static float Sum(ReadOnlySpan<float> power)
    {
        var sum = 0.0f;
        foreach (var value in power)
            sum += value;
        return sum;
    }
}

namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>The four descriptors of spectral balance eGeMAPSv02 takes from the 20 ms spectrum, in the order openSMILE 3 writes them.</summary>
/// <remarks>
/// Slope of 0..500 and of 500..1500 Hz in dB per Hz, alpha ratio in dB, Hammarberg index in dB. Not safe for use by two threads at once.
/// </remarks>
internal sealed class VoiceSpectrumDescriptors
{
    /// <summary>Number of descriptors.</summary>
    public const int Count = 4;

    private readonly LogSpectralSlope low;
    private readonly LogSpectralSlope high;
    private readonly AlphaRatio alphaRatio;
    private readonly HammarbergIndex hammarbergIndex;
    private readonly float[] decibels;

    /// <summary>Lays the bands over the bins.</summary>
    public VoiceSpectrumDescriptors(FrequencyAxis axis)
    {
        (low, high) = (new LogSpectralSlope(axis, 0, 500), new LogSpectralSlope(axis, 500, 1500));
        (alphaRatio, hammarbergIndex) = (new AlphaRatio(axis), new HammarbergIndex(axis));
        decibels = new float[Math.Max(low.Bins, high.Bins)];
    }

    /// <summary>Computes the descriptors of one frame.</summary>
    /// <param name="power">Power of each bin.</param>
    /// <param name="descriptors">Receives the four values.</param>
    public void Compute(ReadOnlySpan<float> power, Span<float> descriptors)
    {
        LogSpectrum.Compute(power[..decibels.Length], decibels);
        descriptors[0] = low.Compute(decibels);
        descriptors[1] = high.Compute(decibels);
        descriptors[2] = alphaRatio.Compute(power);
        descriptors[3] = hammarbergIndex.Compute(power);
    }
}

namespace MultiEmo.Audio.LowLevelDescriptors.Harmonics;

/// <summary>The six descriptors of eGeMAPS that need fundamental, formants and spectrum at once.</summary>
/// <remarks>
/// In turn: harmonics-to-noise ratio (dB), H1-H2 (dB), H1-A3 (dB), amplitudes of formants 1 to 3 (dB relative to the fundamental). Unvoiced frames
/// have 0, 0, 0 and -201, -201, -201. See Eyben and others, The Geneva minimalistic acoustic parameter set (IEEE Trans. Affective Computing 7,
/// 2016).
/// </remarks>
internal sealed class HarmonicDescriptors
{
    /// <summary>Values of a frame.</summary>
    public const int Count = 6;

    private const float UnvoicedAmplitude = -201.0f;
    private readonly HarmonicsToNoiseRatio noise;
    private readonly HarmonicSpectrum spectrum;

    /// <summary>Prepares tables.</summary>
    /// <param name="bins">Bins of the magnitude spectrum, N/2 + 1 for a power of two N.</param>
    /// <param name="binWidth">Distance of two bins in Hz.</param>
    public HarmonicDescriptors(int bins, double binWidth)
    {
        var axis = new HarmonicAxis(bins, binWidth);
        (noise, spectrum) = (new HarmonicsToNoiseRatio(axis), new HarmonicSpectrum(axis));
    }

    /// <summary>Describes one frame.</summary>
    /// <param name="fundamental">Hz, 0 where unvoiced.</param>
    /// <param name="formants">Frequencies of at least three formants in Hz, 0 where missing.</param>
    /// <param name="magnitude">Magnitude spectrum of the frame of 60 ms.</param>
    /// <param name="values">The six values.</param>
    public void Compute(float fundamental, ReadOnlySpan<float> formants, ReadOnlySpan<float> magnitude, Span<float> values)
    {
        if (fundamental <= 0)
        {
            values[..3].Clear();
            values[3..Count].Fill(UnvoicedAmplitude);
            return;
        }
        var harmonics = spectrum.Compute(fundamental, magnitude);
        values[0] = noise.Compute(fundamental, magnitude);
        values[1] = HarmonicDifferences.ToSecond(harmonics);
        var carrier = FormantAmplitudes.None;
        for (var i = 0; i < FormantAmplitudes.Count; i++)
        {
            carrier = FormantAmplitudes.Carrier(formants[i], harmonics);
            values[3 + i] = FormantAmplitudes.Level(carrier, harmonics);
        }
        values[2] = HarmonicDifferences.ToFormant(carrier, harmonics);
    }
}

using MultiEmo.Audio.Framing;
using MultiEmo.Audio.LowLevelDescriptors.Formants;
using MultiEmo.Audio.LowLevelDescriptors.Spectral;
using MultiEmo.Audio.Spectra;

namespace MultiEmo.Audio.Sets;

/// <summary>What eGeMAPSv02 takes from a 20 ms frame: loudness, balance, change and cepstrum of its spectrum, and its formants.</summary>
internal sealed class EGeMapsV02Spectrum
{
    private const int Coefficients = 4;
    private const double FluxBelow = 5000;
    private readonly FrameSpectrum spectrum;
    private readonly float[] power;
    private readonly float[] packed;
    private readonly float[] bands = new float[MelFilterBank.Bands];
    private readonly float[] auditory = new float[MelFilterBank.Bands];
    private readonly float[] balance = new float[VoiceSpectrumDescriptors.Count];
    private readonly MelFilterBank filters;
    private readonly AuditorySpectrum hearing;
    private readonly VoiceSpectrumDescriptors descriptors;
    private readonly SpectralFlux flux;
    private readonly MelCepstrum cepstrum = new(Coefficients);
    private readonly FormantAnalysis formants;

    /// <summary>Prepares all tables.</summary>
    /// <param name="grid">The 20 ms frames.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    public EGeMapsV02Spectrum(FrameGrid grid, int sampleRate)
    {
        var axis = new FrequencyAxis(grid.Bins, grid.BinWidth);
        spectrum = new FrameSpectrum(grid, WindowFunction.Hamming(grid.Length));
        (power, packed) = (new float[grid.Bins], new float[grid.TransformSize]);
        filters = new MelFilterBank(axis);
        hearing = new AuditorySpectrum(filters.CentresInHertz);
        descriptors = new VoiceSpectrumDescriptors(axis);
        flux = SpectralFlux.Below(axis, FluxBelow);
        formants = new FormantAnalysis(sampleRate, grid.Length, grid.TransformSize);
    }

    /// <summary>Describes the next frame.</summary>
    /// <param name="samples">The frame.</param>
    /// <param name="shape">Receives loudness, alpha ratio, Hammarberg index, slopes of 0-500 and 500-1500 Hz, flux and four cepstral
    /// coefficients.</param>
    /// <param name="resonances">Receives five formant frequencies and five bandwidths in Hz.</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> shape, Span<float> resonances)
    {
        spectrum.Compute(samples);
        PowerSpectrum.Compute(spectrum.Magnitude, power);
        filters.Compute(power, bands);
        hearing.Compute(bands, auditory);
        shape[0] = AuditorySpectrum.Loudness(auditory);
        descriptors.Compute(power, balance);
        (shape[1], shape[2], shape[3], shape[4]) = (balance[2], balance[3], balance[0], balance[1]);
        shape[5] = flux.Compute(spectrum.Magnitude);
        cepstrum.Compute(bands, shape[6..]);
        spectrum.CopyPacked(packed);
        formants.Compute(packed, resonances);
    }
}

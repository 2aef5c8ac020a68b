using MultiEmo.Audio.Framing;
using MultiEmo.Audio.LowLevelDescriptors.Energy;
using MultiEmo.Audio.LowLevelDescriptors.Spectral;
using MultiEmo.Audio.Spectra;

namespace MultiEmo.Audio.Sets;

/// <summary>What ComParE_2016 takes from a 20 ms frame: loudness with and without RASTA, energy, and 55 values of the spectrum's shape.</summary>
internal sealed class ComParE2016Spectrum
{
    /// <summary>Values of the spectrum's shape: 26 auditory bands, 15 descriptors, 14 cepstral coefficients.</summary>
    public const int Count = MelFilterBank.Bands + SpectralDescriptors.Count + Coefficients;

    private const int Coefficients = 14;
    private readonly FrameSpectrum spectrum;
    private readonly float[] power;
    private readonly float[] bands = new float[MelFilterBank.Bands];
    private readonly float[] auditory = new float[MelFilterBank.Bands];
    private readonly MelFilterBank filters;
    private readonly AuditorySpectrum hearing;
    private readonly RastaAuditorySpectrum rasta;
    private readonly SpectralDescriptors descriptors;
    private readonly MelCepstrum cepstrum = new(Coefficients);

    /// <summary>Prepares all tables.</summary>
    /// <param name="grid">The 20 ms frames.</param>
    public ComParE2016Spectrum(FrameGrid grid)
    {
        var axis = new FrequencyAxis(grid.Bins, grid.BinWidth);
        spectrum = new FrameSpectrum(grid, WindowFunction.Hamming(grid.Length));
        power = new float[grid.Bins];
        filters = new MelFilterBank(axis);
        hearing = new AuditorySpectrum(filters.CentresInHertz);
        rasta = new RastaAuditorySpectrum(filters.CentresInHertz, FrameGrid.StepSeconds);
        descriptors = new SpectralDescriptors(axis);
    }

    /// <summary>Describes the next frame.</summary>
    /// <param name="samples">The frame.</param>
    /// <param name="loudness">Receives loudness, RASTA-filtered loudness and RMS energy.</param>
    /// <param name="shape">Receives the 55 values.</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> loudness, Span<float> shape)
    {
        spectrum.Compute(samples);
        PowerSpectrum.Compute(spectrum.Magnitude, power);
        filters.Compute(power, bands);
        hearing.Compute(bands, auditory);
        rasta.Compute(bands, shape);
        loudness[0] = AuditorySpectrum.Loudness(auditory);
        loudness[1] = AuditorySpectrum.Loudness(shape[..MelFilterBank.Bands]);
        loudness[2] = FrameEnergy.RootMeanSquare(samples);
        descriptors.Compute(spectrum.Magnitude, power, shape.Slice(MelFilterBank.Bands, SpectralDescriptors.Count));
        cepstrum.Compute(bands, shape[(MelFilterBank.Bands + SpectralDescriptors.Count)..]);
    }
}

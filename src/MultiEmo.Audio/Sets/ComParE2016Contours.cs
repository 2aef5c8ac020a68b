using MultiEmo.Audio.Framing;
using MultiEmo.Audio.Functionals;
using MultiEmo.Audio.Functionals.Sets;
using MultiEmo.Audio.Levels;
using MultiEmo.Audio.LowLevelDescriptors;
using MultiEmo.Audio.LowLevelDescriptors.Energy;
using MultiEmo.Audio.LowLevelDescriptors.Pitch;
using MultiEmo.Audio.Smoothing;
using MultiEmo.Audio.Spectra;
using static MultiEmo.Audio.Functionals.Sets.ComParE2016Levels;

namespace MultiEmo.Audio.Sets;

/// <summary>The 65 contours of ComParE_2016 and their deltas: pitch and voice quality, loudness and energy, the shape of the spectrum.</summary>
/// <remarks>Schuller and others, The INTERSPEECH 2013 Computational Paralinguistics Challenge, whose descriptors the set of 2016 keeps.</remarks>
internal sealed class ComParE2016Contours : SetContours
{
    private const int LoudnessWidth = 3;
    private const int PitchWidth = 2;
    private static readonly IReadOnlyList<IReadOnlyList<string>> LevelNames = ComParE2016Levels.Contours;
    private static readonly VoiceSettings Follow = new(new PitchRange(52, 620), Delay: 30, PeriodSearch: 0.25);

    private readonly FrameSpectrum longSpectrum;
    private readonly VoiceFollower voice;
    private readonly ComParE2016Spectrum spectrum;
    private readonly float[] loudnessRow = new float[LoudnessWidth];
    private readonly float[] spectrumRow = new float[ComParE2016Spectrum.Count];
    private readonly SmoothedLevel loudness = new([.. LevelNames[Energy].Take(LoudnessWidth)], Zeros.AreValues);
    private readonly SmoothedLevel crossings = new([.. LevelNames[Energy].Skip(LoudnessWidth)], Zeros.AreValues);
    private readonly SmoothedLevel shape = new(LevelNames[Spectrum], Zeros.AreValues);
    private readonly SmoothedLevel pitch = new([.. LevelNames[Voicing].Take(PitchWidth)], Zeros.AreGaps);
    private readonly SmoothedLevel quality = new([.. LevelNames[Voicing].Skip(PitchWidth)], Zeros.AreGaps);
    private readonly SlopedLevel energies;
    private readonly SlopedLevel shapes;
    private readonly SlopedLevel voices;

    /// <summary>Begins a sound.</summary>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="name">What errors call it.</param>
    public ComParE2016Contours(int sampleRate, string name)
        : base(sampleRate, name)
    {
        longSpectrum = new FrameSpectrum(Long, WindowFunction.Gauss(Long.Length));
        voice = new VoiceFollower(Long, sampleRate, Follow);
        spectrum = new ComParE2016Spectrum(Short);
        energies = new SlopedLevel(LevelNames[EnergyDelta], Zeros.AreValues, loudness, crossings);
        shapes = new SlopedLevel(LevelNames[SpectrumDelta], Zeros.AreValues, shape);
        voices = new SlopedLevel(LevelNames[VoicingDelta], Zeros.AreGaps, pitch, quality);
        Columns =
        [
            .. Named(voices.Level), .. Named(energies.Level), .. Named(shapes.Level),
            .. Named(voices.Slopes), .. Named(energies.Slopes), .. Named(shapes.Slopes),
        ];
    }

    /// <summary>Names of the contours that the set gives out.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. new[] { Voicing, Energy, Spectrum, VoicingDelta, EnergyDelta, SpectrumDelta }.SelectMany(level => LevelNames[level])];

    /// <inheritdoc/>
    public override double LookAheadSeconds => Ahead(Follow, smoothing: 1 + 2);

    /// <inheritdoc/>
    protected override IReadOnlyList<ContourColumn> Columns { get; }

    /// <inheritdoc/>
    protected override IReadOnlyList<ContourLevel> Levels =>
        [energies.Level, energies.Slopes, shapes.Level, shapes.Slopes, voices.Level, voices.Slopes];

    /// <inheritdoc/>
    protected override long Needed => voice.Needed;

    /// <inheritdoc/>
    public override void Summarize(Span<float> values)
    {
        var seen = Seen(voice.Decided);
        ContourGroup[] groups =
        [
            new(energies.Level) { Frames = seen.Long },
            new(energies.Slopes) { Frames = seen.LongDelta },
            new(shapes.Level) { Frames = seen.Short },
            new(shapes.Slopes) { Frames = seen.ShortDelta },
            new(voices.Level) { Frames = seen.Voice },
            new(voices.Slopes) { Frames = seen.VoiceDelta },
            new(voices.Level, 0, 1) { Frames = seen.Voice },
        ];
        new ComParE2016Functionals().Compute(groups, FrameGrid.StepSeconds, values);
    }

    /// <inheritdoc/>
    protected override void ShortFrame(long frame, ReadOnlySpan<float> samples)
    {
        spectrum.Compute(samples, loudnessRow, spectrumRow);
        loudness.Push(loudnessRow);
        shape.Push(spectrumRow);
        shapes.Take();
    }

    /// <inheritdoc/>
    protected override void LongFrame(long frame, ReadOnlySpan<float> samples)
    {
        crossings.Push([ZeroCrossingRate.Of(samples)]);
        energies.Take();
        longSpectrum.Compute(samples);
        voice.Push(longSpectrum, FrameEnergy.RootMeanSquare(longSpectrum.Windowed));
        while (voice.TryRead(Samples, out var decided))
        {
            PushPitch(decided);
            PushQuality(decided);
            voices.Take();
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        shape.Finish();
        shapes.Finish();
        loudness.Finish();
        crossings.Finish();
        energies.Finish();
        EndVoice();
    }

    /// <summary>Voice quality of the frames whose pitch only the end decides comes after smoothing and slopes have met a first end, as in
    /// openSMILE.</summary>
    private void EndVoice()
    {
        voice.Finish();
        var late = new List<VoiceFrame>();
        while (voice.TryRead(Samples, out var decided))
        {
            PushPitch(decided);
            late.Add(decided);
        }
        pitch.Finish();
        quality.Finish();
        voices.Finish();
        foreach (var frame in late)
        {
            PushQuality(frame);
            voices.Take();
        }
        quality.Finish();
        voices.Finish();
    }

    private void PushPitch(VoiceFrame frame) => pitch.Push([frame.Pitch.Frequency, frame.Pitch.Voicing]);

    private void PushQuality(VoiceFrame frame) =>
        quality.Push([frame.Quality.JitterLocal, frame.Quality.JitterDdp, frame.Quality.ShimmerLocal, frame.Quality.LogHnr]);
}

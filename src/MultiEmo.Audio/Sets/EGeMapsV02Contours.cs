using MultiEmo.Audio.Framing;
using MultiEmo.Audio.Functionals;
using MultiEmo.Audio.Functionals.Sets;
using MultiEmo.Audio.Levels;
using MultiEmo.Audio.LowLevelDescriptors;
using MultiEmo.Audio.LowLevelDescriptors.Energy;
using MultiEmo.Audio.LowLevelDescriptors.Formants;
using MultiEmo.Audio.LowLevelDescriptors.Pitch;
using MultiEmo.Audio.Smoothing;
using MultiEmo.Audio.Spectra;
using static MultiEmo.Audio.Functionals.Sets.EGeMapsV02Levels;

namespace MultiEmo.Audio.Sets;

/// <summary>The 25 contours of eGeMAPSv02: loudness and balance of the spectrum of all frames; pitch, voice quality, harmonics and
/// formants.</summary>
/// <remarks>Functionals read some of them apart for voiced and for unvoiced frames; those levels are kept too. See Eyben and others, The Geneva
/// Minimalistic Acoustic
/// Parameter Set (IEEE Transactions on Affective Computing 7, 2016).</remarks>
internal sealed class EGeMapsV02Contours : SetContours
{
    private const int BalanceWidth = 4;
    private static readonly IReadOnlyList<IReadOnlyList<string>> LevelNames = EGeMapsV02Levels.Contours;
    private static readonly VoiceSettings Follow = new(new PitchRange(55, 1000), Delay: 40, PeriodSearch: 0.10);

    private static readonly string[] SpectrumNames =
        ["Loudness_sma3", "alphaRatio_sma3", "hammarbergIndex_sma3", "slope0-500_sma3", "slope500-1500_sma3", .. LevelNames[Spectrum]];

    private static readonly string[] FormantNames = [.. Enumerable.Range(0, FormantAnalysis.Count).Select(i => $"formant{i}")];

    private readonly FrameSpectrum longSpectrum;
    private readonly VoiceFollower follower;
    private readonly EGeMapsV02Spectrum spectrum;
    private readonly EGeMapsV02Voice voice;
    private readonly RecentSpectra spectra;
    private readonly ContourLevel energy = new(LevelNames[Energy]);
    private readonly ContourLevel waiting = new([.. SpectrumNames, .. FormantNames]);
    private readonly SmoothedLevel spectral = new(SpectrumNames, Zeros.AreValues);
    private readonly float[] row = new float[SpectrumNames.Length + FormantNames.Length];

    /// <summary>Begins a sound.</summary>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="name">What errors call it.</param>
    public EGeMapsV02Contours(int sampleRate, string name)
        : base(sampleRate, name)
    {
        longSpectrum = new FrameSpectrum(Long, WindowFunction.Gauss(Long.Length));
        follower = new VoiceFollower(Long, sampleRate, Follow);
        spectrum = new EGeMapsV02Spectrum(Short, sampleRate);
        voice = new EGeMapsV02Voice(Long);
        spectra = new RecentSpectra(Follow.Delay + 1, Long.Bins);
        Columns = [.. Named(spectral.Level), .. Named(voice.Contours)];
    }

    /// <summary>Names of the contours that the set gives out.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. SpectrumNames, .. EGeMapsV02Voice.Names];

    /// <inheritdoc/>
    public override double LookAheadSeconds => Ahead(Follow, smoothing: 1);

    /// <inheritdoc/>
    protected override IReadOnlyList<ContourColumn> Columns { get; }

    /// <inheritdoc/>
    protected override IReadOnlyList<ContourLevel> Levels => [energy, spectral.Level, .. voice.Levels];

    /// <inheritdoc/>
    protected override long Needed => follower.Needed;

    private Span<float> ShapeRow => row.AsSpan(0, SpectrumNames.Length);

    private Span<float> FormantRow => row.AsSpan(SpectrumNames.Length);

    /// <inheritdoc/>
    public override void Summarize(Span<float> values)
    {
        var seen = Seen(follower.Decided);
        var voices = voice.Groups(seen);
        ContourGroup[] groups =
        [
            voices[0],
            new(spectral.Level, 0, 1) { Frames = seen.Short },
            new(spectral.Level, BalanceWidth + 1, SpectrumNames.Length - BalanceWidth - 1) { Frames = seen.Short },
            .. voices[1..],
            new(energy) { Frames = seen.Short },
        ];
        new EGeMapsV02Functionals().Compute(groups, FrameGrid.StepSeconds, values);
    }

    /// <inheritdoc/>
    protected override void ShortFrame(long frame, ReadOnlySpan<float> samples)
    {
        spectrum.Compute(samples, ShapeRow, FormantRow);
        waiting.Append(row);
        spectral.Push(ShapeRow);
        energy.Append([FrameEnergy.MeanSquare(samples)]);
    }

    /// <inheritdoc/>
    protected override void LongFrame(long frame, ReadOnlySpan<float> samples)
    {
        longSpectrum.Compute(samples);
        spectra.Keep(frame, longSpectrum.Magnitude);
        follower.Push(longSpectrum, FrameEnergy.RootMeanSquare(longSpectrum.Windowed));
        FollowVoice(noneBefore: false);
    }

    /// <inheritdoc/>
    protected override void End()
    {
        voice.MeetEnd();
        follower.Finish();
        FollowVoice(noneBefore: follower.Decided == 0);
        spectral.Finish();
        voice.Finish();
    }

    private void FollowVoice(bool noneBefore)
    {
        while (follower.TryRead(Samples, out var frame))
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = waiting.Value(frame.Frame, i);
            waiting.Forget(frame.Frame);
            voice.Push(frame, ShapeRow[1..], FormantRow, spectra.Of(frame.Frame), noneBefore);
        }
    }
}

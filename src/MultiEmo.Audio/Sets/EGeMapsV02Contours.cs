using MultiEmo.Audio.Framing;
using MultiEmo.Audio.Functionals;
using MultiEmo.Audio.Functionals.Sets;
using MultiEmo.Audio.Levels;
using MultiEmo.Audio.LowLevelDescriptors;
using MultiEmo.Audio.LowLevelDescriptors.Energy;
using MultiEmo.Audio.LowLevelDescriptors.Formants;
using MultiEmo.Audio.LowLevelDescriptors.Harmonics;
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
    private const int UnvoicedWidth = 5;
    private const int BalanceWidth = 4;
    private const float Voiced = 0.000001f;
    private static readonly IReadOnlyList<IReadOnlyList<string>> LevelNames = EGeMapsV02Levels.Contours;
    private static readonly VoiceSettings Follow = new(new PitchRange(55, 1000), Delay: 40, PeriodSearch: 0.10);

    private static readonly string[] SpectrumNames =
        ["Loudness_sma3", "alphaRatio_sma3", "hammarbergIndex_sma3", "slope0-500_sma3", "slope500-1500_sma3", .. LevelNames[Spectrum]];

    private static readonly string[] VoiceNames = [.. LevelNames[Pitch], .. LevelNames[Voice]];

    private readonly FrameSpectrum longSpectrum;
    private readonly VoiceFollower voice;
    private readonly EGeMapsV02Spectrum spectrum;
    private readonly HarmonicDescriptors harmonics;
    private readonly RecentSpectra spectra;
    private readonly ContourLevel energy = new(LevelNames[Energy]);
    private readonly ContourLevel raw = new([.. SpectrumNames, .. Enumerable.Range(0, 2 * FormantTracker.Formants).Select(i => $"formant{i}")]);
    private readonly SmoothedLevel spectral = new(SpectrumNames, Zeros.AreValues);
    private readonly SmoothedLevel semitones = new(LevelNames[Pitch], Zeros.AreGaps);
    private readonly SmoothedLevel voicing = new(VoiceNames, Zeros.AreGaps);
    private readonly SmoothedLevel voiceOnly = new(LevelNames[Voice], Zeros.AreGaps);
    private readonly SmoothedLevel voiced = new(LevelNames[VoicedSpectrum], Zeros.AreGaps);
    private readonly SmoothedLevel unvoiced = new(LevelNames[UnvoicedSpectrum], Zeros.AreGaps);
    private readonly float[] rawRow;
    private readonly float[] harmonicRow = new float[HarmonicDescriptors.Count];
    private readonly float[] voiceRow = new float[VoiceNames.Length];

    /// <summary>Begins a sound.</summary>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="name">What errors call it.</param>
    public EGeMapsV02Contours(int sampleRate, string name)
        : base(sampleRate, name)
    {
        longSpectrum = new FrameSpectrum(Long, WindowFunction.Gauss(Long.Length));
        voice = new VoiceFollower(Long, sampleRate, Follow);
        spectrum = new EGeMapsV02Spectrum(Short, sampleRate);
        harmonics = new HarmonicDescriptors(Long.Bins, Long.BinWidth);
        spectra = new RecentSpectra(Follow.Delay + 1, Long.Bins);
        rawRow = new float[raw.Width];
        Columns = [.. Named(spectral.Level), .. Named(voicing.Level)];
    }

    /// <summary>Names of the contours that the set gives out.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. SpectrumNames, .. VoiceNames];

    /// <inheritdoc/>
    public override double LookAheadSeconds => Ahead(Follow, smoothing: 1);

    /// <inheritdoc/>
    protected override IReadOnlyList<ContourColumn> Columns { get; }

    /// <inheritdoc/>
    protected override IReadOnlyList<ContourLevel> Levels =>
        [energy, spectral.Level, semitones.Level, voicing.Level, voiceOnly.Level, voiced.Level, unvoiced.Level];

    /// <inheritdoc/>
    protected override long Needed => voice.Needed;

    /// <inheritdoc/>
    public override void Summarize(Span<float> values)
    {
        var seen = Seen(voice.Decided);
        ContourGroup[] groups =
        [
            new(semitones.Level) { Frames = seen.Pitch },
            new(spectral.Level, 0, 1) { Frames = seen.Short },
            new(spectral.Level, BalanceWidth + 1, SpectrumNames.Length - BalanceWidth - 1) { Frames = seen.Short },
            new(voiceOnly.Level) { Frames = seen.Voice },
            new(voiced.Level) { Frames = seen.Voice },
            new(unvoiced.Level) { Frames = seen.Pitch },
            new(energy) { Frames = seen.Short },
        ];
        new EGeMapsV02Functionals().Compute(groups, FrameGrid.StepSeconds, values);
    }

    /// <inheritdoc/>
    protected override void ShortFrame(long frame, ReadOnlySpan<float> samples)
    {
        spectrum.Compute(samples, rawRow.AsSpan(0, SpectrumNames.Length), rawRow.AsSpan(SpectrumNames.Length));
        raw.Append(rawRow);
        spectral.Push(rawRow.AsSpan(0, SpectrumNames.Length));
        energy.Append([FrameEnergy.MeanSquare(samples)]);
    }

    /// <inheritdoc/>
    protected override void LongFrame(long frame, ReadOnlySpan<float> samples)
    {
        longSpectrum.Compute(samples);
        spectra.Keep(frame, longSpectrum.Magnitude);
        voice.Push(longSpectrum, FrameEnergy.RootMeanSquare(longSpectrum.Windowed));
        FollowVoice(noneBefore: false);
    }

    /// <inheritdoc/>
    protected override void End()
    {
        // Where the end decides the pitch of frames, smoothing meets an end before them and another after them, as in openSMILE.
        voicing.Finish();
        voiceOnly.Finish();
        voice.Finish();
        FollowVoice(noneBefore: voiced.Level.Frames == 0);
        foreach (var level in new[] { spectral, semitones, voicing, voiceOnly, voiced, unvoiced })
            level.Finish();
    }

    private void FollowVoice(bool noneBefore)
    {
        while (voice.TryRead(Samples, out var frame))
        {
            for (var i = 0; i < rawRow.Length; i++)
                rawRow[i] = raw.Value(frame.Frame, i);
            raw.Forget(frame.Frame);
            PushVoice(frame, rawRow.AsSpan(SpectrumNames.Length));
            PushSemitones(frame.Pitch.Semitones, noneBefore);
            PushSpectrum(frame.Pitch.Semitones, rawRow.AsSpan(1, SpectrumNames.Length - 1), noneBefore);
        }
    }

    private void PushVoice(VoiceFrame frame, Span<float> formants)
    {
        harmonics.Compute(frame.Pitch.Frequency, formants, spectra.Of(frame.Frame), harmonicRow);
        FillVoice(frame, formants);
        voicing.Push(voiceRow);
        // In functionals a formant counts only where there is a pitch; its amplitude counts everywhere.
        if (!(frame.Pitch.Semitones > Voiced))
        {
            formants.Clear();
            FillVoice(frame, formants);
        }
        voiceOnly.Push(voiceRow.AsSpan(1));
    }

    private void FillVoice(VoiceFrame frame, ReadOnlySpan<float> formants)
    {
        (voiceRow[0], voiceRow[1], voiceRow[2]) = (frame.Pitch.Semitones, frame.Quality.JitterLocal, frame.Quality.ShimmerLocalDb);
        harmonicRow.AsSpan(0, 3).CopyTo(voiceRow.AsSpan(3));
        for (var formant = 0; formant < 3; formant++)
        {
            voiceRow[6 + (3 * formant)] = formants[formant];
            voiceRow[7 + (3 * formant)] = formants[FormantTracker.Formants + formant];
            voiceRow[8 + (3 * formant)] = harmonicRow[3 + formant];
        }
    }

    private void PushSemitones(float pitch, bool atEnd)
    {
        if (atEnd)
            semitones.PushAtEnd([pitch]);
        else
            semitones.Push([pitch]);
    }

    private void PushSpectrum(float pitch, Span<float> balance, bool atEnd)
    {
        Span<float> none = stackalloc float[balance.Length];
        none.Clear();
        if (atEnd)
            voiced.PushAtEnd(pitch > Voiced ? balance : none);
        else
            voiced.Push(pitch > Voiced ? balance : none);
        unvoiced.Push((pitch < Voiced ? balance : none)[..UnvoicedWidth]);
    }
}

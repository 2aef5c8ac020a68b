using MultiEmo.Audio.Framing;
using MultiEmo.Audio.Functionals;
using MultiEmo.Audio.Functionals.Sets;
using MultiEmo.Audio.Levels;
using MultiEmo.Audio.LowLevelDescriptors;
using MultiEmo.Audio.LowLevelDescriptors.Formants;
using MultiEmo.Audio.LowLevelDescriptors.Harmonics;
using MultiEmo.Audio.Smoothing;
using static MultiEmo.Audio.Functionals.Sets.EGeMapsV02Levels;

namespace MultiEmo.Audio.Sets;

/// <summary>The levels of eGeMAPSv02 that know the pitch: pitch, voice quality, harmonics and formants; voiced and unvoiced spectrum.</summary>
internal sealed class EGeMapsV02Voice
{
    private const int UnvoicedWidth = 5;
    private const int Given = 3;
    private const float Voiced = 0.000001f;
    private static readonly IReadOnlyList<IReadOnlyList<string>> LevelNames = EGeMapsV02Levels.Contours;

    private readonly HarmonicDescriptors descriptors;
    private readonly float[] harmonics = new float[HarmonicDescriptors.Count];
    private readonly float[] row = new float[Names.Count];
    private readonly SmoothedLevel pitch = new(LevelNames[Pitch], Zeros.AreGaps);
    private readonly SmoothedLevel contours = new(Names, Zeros.AreGaps);
    private readonly SmoothedLevel voice = new(LevelNames[Voice], Zeros.AreGaps);
    private readonly SmoothedLevel voiced = new(LevelNames[VoicedSpectrum], Zeros.AreGaps);
    private readonly SmoothedLevel unvoiced = new(LevelNames[UnvoicedSpectrum], Zeros.AreGaps);

    /// <summary>Prepares tables.</summary>
    /// <param name="grid">The 60 ms frames.</param>
    public EGeMapsV02Voice(FrameGrid grid) => descriptors = new HarmonicDescriptors(grid.Bins, grid.BinWidth);

    /// <summary>Names of the contours that the set gives out.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. LevelNames[Pitch], .. LevelNames[Voice]];

    /// <summary>The contours that the set gives out.</summary>
    public ContourLevel Contours => contours.Level;

    /// <summary>All levels: pitch, contours, voice of functionals, voiced and unvoiced spectrum.</summary>
    public IReadOnlyList<ContourLevel> Levels => [pitch.Level, contours.Level, voice.Level, voiced.Level, unvoiced.Level];

    /// <summary>The levels that functionals read, cut to what they see: pitch, voice, voiced and unvoiced spectrum.</summary>
    public ContourGroup[] Groups(SeenFrames seen) =>
    [
        new(pitch.Level) { Frames = seen.Pitch },
        new(voice.Level) { Frames = seen.Voice },
        new(voiced.Level) { Frames = seen.Voice },
        new(unvoiced.Level) { Frames = seen.Pitch },
    ];

    /// <summary>Takes a frame whose pitch is decided.</summary>
    /// <param name="frame">Its pitch and voice quality.</param>
    /// <param name="balance">Alpha ratio, Hammarberg index, two slopes, flux and cepstrum of the frame.</param>
    /// <param name="formants">Five formant frequencies and five bandwidths; cleared where there is no pitch.</param>
    /// <param name="magnitude">Magnitude spectrum of the 60 ms frame.</param>
    /// <param name="noneBefore">Whether the end came before the pitch of any frame was decided.</param>
    public void Push(VoiceFrame frame, ReadOnlySpan<float> balance, Span<float> formants, ReadOnlySpan<float> magnitude, bool noneBefore)
    {
        descriptors.Compute(frame.Pitch.Frequency, formants, magnitude, harmonics);
        Fill(frame, formants);
        contours.Push(row);
        var isVoiced = row[0] > Voiced;
        if (!isVoiced)
        {
            // In functionals a formant counts only where there is a pitch; its amplitude counts everywhere.
            formants.Clear();
            Fill(frame, formants);
        }
        voice.Push(row.AsSpan(1));
        Span<float> none = stackalloc float[balance.Length];
        none.Clear();
        Push(pitch, row.AsSpan(0, 1), noneBefore);
        Push(voiced, isVoiced ? balance : none, noneBefore);
        unvoiced.Push((isVoiced ? none : balance)[..UnvoicedWidth]);
    }

    /// <summary>Takes the end before the frames whose pitch it decides: smoothing meets one there and another after them, as in openSMILE.</summary>
    public void MeetEnd()
    {
        contours.Finish();
        voice.Finish();
    }

    /// <summary>Takes the end.</summary>
    public void Finish()
    {
        foreach (var level in new[] { pitch, contours, voice, voiced, unvoiced })
            level.Finish();
    }

    private static void Push(SmoothedLevel level, ReadOnlySpan<float> frame, bool atEnd)
    {
        if (atEnd)
            level.PushAtEnd(frame);
        else
            level.Push(frame);
    }

    private void Fill(VoiceFrame frame, ReadOnlySpan<float> formants)
    {
        (row[0], row[1], row[2]) = (frame.Pitch.Semitones, frame.Quality.JitterLocal, frame.Quality.ShimmerLocalDb);
        harmonics.AsSpan(0, Given).CopyTo(row.AsSpan(Given));
        for (var formant = 0; formant < Given; formant++)
        {
            var at = (2 + formant) * Given;
            row[at] = formants[formant];
            row[at + 1] = formants[FormantTracker.Formants + formant];
            row[at + 2] = harmonics[Given + formant];
        }
    }
}

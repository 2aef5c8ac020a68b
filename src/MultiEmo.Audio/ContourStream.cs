using MultiEmo.Audio.Sets;
using MultiEmo.Audio.Wav;

namespace MultiEmo.Audio;

/// <summary>Follows a sound while it is heard: takes samples as they come and gives the contours frame by frame, the very numbers that the whole
/// sound gives.</summary>
/// <remarks>
/// A frame comes once all that it depends on was heard: its own 60 ms, the neighbours that smooth it and give its slope, and the frames that decide
/// its
/// pitch, <see cref="LookAhead"/> at most. Memory does not grow with the sound. Not safe for use by two threads at once.
/// </remarks>
public sealed class ContourStream
{
    private readonly AudioSet set;
    private readonly SetContours contours;
    private readonly int sampleRate;
    private long pushed;
    private long next;

    /// <summary>Begins a sound.</summary>
    /// <param name="set">The features.</param>
    /// <param name="sampleRate">Samples per second, in Hz.</param>
    /// <exception cref="AudioFormatException">The rate is too low.</exception>
    public ContourStream(AudioSet set, int sampleRate)
        : this(set, sampleRate, AudioFeatures.Unnamed)
    {
    }

    internal ContourStream(AudioSet set, int sampleRate, string name)
    {
        (this.set, this.sampleRate) = (set, sampleRate);
        contours = set.Begin(sampleRate, name);
        LookAhead = TimeSpan.FromSeconds(contours.LookAheadSeconds);
    }

    /// <summary>The longest time from the beginning of a frame to the sample with which it comes.</summary>
    public TimeSpan LookAhead { get; }

    /// <summary>Takes the next samples.</summary>
    /// <param name="samples">One channel, full scale at 1 and -1.</param>
    /// <exception cref="ArgumentException">A sample is NaN or infinite; the message says which and when, and none of them is taken.</exception>
    public void Push(ReadOnlySpan<float> samples)
    {
        if (Finiteness.FirstBad(samples) is >= 0 and var bad)
            throw new ArgumentException($"{Finiteness.Describe(samples[bad], pushed + bad, sampleRate)}; samples must be finite", nameof(samples));
        pushed += samples.Length;
        contours.Push(samples);
    }

    /// <summary>Ends the sound: the frames that waited for more come now.</summary>
    public void Finish() => contours.Finish();

    /// <summary>Reads the next frame.</summary>
    /// <param name="frame">Its time and values.</param>
    /// <returns>False when none is left for now.</returns>
    public bool TryRead(out ContourFrame frame)
    {
        frame = default;
        if (next >= contours.Frames)
            return false;
        var values = new float[set.ContourNames.Count];
        contours.CopyFrame(next, values);
        frame = new(next * contours.FramePeriod, values);
        contours.Forget(++next);
        return true;
    }
}

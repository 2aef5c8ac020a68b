using MultiEmo.Audio.Framing;
using MultiEmo.Audio.Functionals;
using MultiEmo.Audio.Levels;
using MultiEmo.Audio.LowLevelDescriptors;

namespace MultiEmo.Audio.Sets;

/// <summary>The contours of a set while they grow: takes samples, keeps every level that functionals or contours are read from.</summary>
/// <remarks>Frames of 20 and of 60 ms begin at the same samples; the longer ones therefore come later and are fewer.</remarks>
internal abstract class SetContours
{
    private readonly int sampleRate;
    private long shortFrames;
    private long longFrames;
    private bool finished;

    /// <summary>Begins a sound.</summary>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="AudioFormatException">The rate is too low for any descriptor.</exception>
    protected SetContours(int sampleRate, string name)
    {
        this.sampleRate = RequireRate(sampleRate, name);
        (Short, Long) = (new FrameGrid(sampleRate, FrameGrid.ShortSeconds), new FrameGrid(sampleRate, FrameGrid.LongSeconds));
    }

    /// <summary>The lowest rate in Hz at which all descriptors are defined.</summary>
    public const int LowestRate = 2000;

    /// <summary>Frames of which all contours are known.</summary>
    public long Frames => Columns.Min(column => column.Level.Frames);

    /// <summary>Seconds from one frame to the next.</summary>
    public double FramePeriod => (double)Short.Step / sampleRate;

    /// <summary>Longest time from the beginning of a frame to the sample with which it is known.</summary>
    public abstract double LookAheadSeconds { get; }

    /// <summary>The contours that the set gives out, in its order.</summary>
    protected abstract IReadOnlyList<ContourColumn> Columns { get; }

    /// <summary>The 20 ms frames.</summary>
    protected FrameGrid Short { get; }

    /// <summary>The 60 ms frames.</summary>
    protected FrameGrid Long { get; }

    /// <summary>The samples that may still be needed.</summary>
    protected SampleHistory Samples { get; } = new();

    /// <summary>All levels that grow.</summary>
    protected abstract IReadOnlyList<ContourLevel> Levels { get; }

    /// <summary>Number of the first sample that descriptors of later frames may ask for.</summary>
    protected abstract long Needed { get; }

    /// <summary>Takes the next samples.</summary>
    public void Push(ReadOnlySpan<float> samples)
    {
        ObjectDisposedException.ThrowIf(finished, this);
        Samples.Append(samples);
        for (; shortFrames < Short.Count(Samples.Length); shortFrames++)
            ShortFrame(shortFrames, Samples.Slice(shortFrames * Short.Step, Short.Length));
        for (; longFrames < Long.Count(Samples.Length); longFrames++)
            LongFrame(longFrames, Samples.Slice(longFrames * Long.Step, Long.Length));
        Samples.Forget(Math.Min(Needed, longFrames * Long.Step));
    }

    /// <summary>Ends the sound.</summary>
    public void Finish()
    {
        if (!finished)
            End();
        finished = true;
    }

    /// <summary>Copies the contours of a frame.</summary>
    public void CopyFrame(long frame, Span<float> values)
    {
        for (var i = 0; i < Columns.Count; i++)
            values[i] = Columns[i].Level.Value(frame, Columns[i].Column);
    }

    /// <summary>Gives up the frames before a number.</summary>
    public void Forget(long before)
    {
        foreach (var level in Levels)
            level.Forget(before);
    }

    /// <summary>The contours as they are now.</summary>
    public Contours Snapshot() => new(Columns, FramePeriod);

    /// <summary>Sums the sound up; no frame may have been given up.</summary>
    public abstract void Summarize(Span<float> values);

    /// <summary>Takes a 20 ms frame.</summary>
    protected abstract void ShortFrame(long frame, ReadOnlySpan<float> samples);

    /// <summary>Takes a 60 ms frame; its 20 ms frame came before.</summary>
    protected abstract void LongFrame(long frame, ReadOnlySpan<float> samples);

    /// <summary>Takes the end of the sound.</summary>
    protected abstract void End();

    /// <summary>Frames that functionals see.</summary>
    /// <param name="decided">Frames whose pitch was decided before the end.</param>
    protected SeenFrames Seen(long decided) => new((int)shortFrames, (int)longFrames, (int)decided);

    /// <summary>The columns of a level under their own names.</summary>
    protected static IEnumerable<ContourColumn> Named(ContourLevel level) =>
        level.Names.Select((name, column) => new ContourColumn(name, level, column));

    /// <summary>Seconds from the beginning of a frame to the end of the last one that it waits for.</summary>
    /// <param name="voice">How the set follows the voice.</param>
    /// <param name="smoothing">Frames after its own that smoothing and slopes need.</param>
    protected double Ahead(VoiceSettings voice, int smoothing) =>
        (((voice.Delay - 1 + smoothing) * (double)Long.Step) + Long.Length) / sampleRate;

    private static int RequireRate(int sampleRate, string name)
    {
        if (sampleRate >= LowestRate)
            return sampleRate;
        var problem = $"has {sampleRate} samples a second, and its features need {LowestRate} at least";
        throw new AudioFormatException(name, problem, "use a recording of a higher rate");
    }
}

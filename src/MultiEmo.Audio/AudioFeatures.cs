using MultiEmo.Audio.Framing;
using MultiEmo.Audio.Sets;

namespace MultiEmo.Audio;

/// <summary>Extracts a set of features from sounds of any sampling rate, which is not changed. Safe for use by several threads.</summary>
/// <param name="set">The features.</param>
public sealed class AudioFeatures(AudioSet set)
{
    private const int Block = 1 << 14;

    /// <summary>What errors call a sound without a name.</summary>
    internal const string Unnamed = "the sound";

    /// <summary>The features.</summary>
    public AudioSet Set => set;

    /// <summary>Seconds from one frame to the next: 0.010 rounded to whole samples.</summary>
    /// <param name="sampleRate">Samples per second, in Hz.</param>
    public static double FramePeriod(int sampleRate) => (double)new FrameGrid(sampleRate, FrameGrid.LongSeconds).Step / sampleRate;

    /// <summary>Functionals and contours of a sound in memory.</summary>
    /// <exception cref="AudioFormatException">It is shorter than one frame of 60 ms, or its rate is too low.</exception>
    public AudioVector Extract(Waveform waveform) => Sum(Follow(Blocks(waveform), waveform.SampleRate, Unnamed));

    /// <summary>Functionals and contours of a sound that is read block by block: memory holds the contours, not the sound.</summary>
    /// <param name="reader">Read to its end.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="AudioFormatException">As <see cref="Extract(Waveform)"/>, or the file is broken.</exception>
    public AudioVector Extract(WaveformReader reader, CancellationToken stop = default) =>
        Sum(Follow(Blocks(reader, stop), reader.SampleRate, reader.Name));

    /// <summary>Functionals and contours of a sound that comes in blocks.</summary>
    /// <param name="blocks">Samples, full scale at 1 and -1, finite; a block is done with when the next is asked for.</param>
    /// <param name="sampleRate">Samples per second, in Hz.</param>
    /// <param name="name">What errors call the sound.</param>
    /// <exception cref="AudioFormatException">As <see cref="Extract(Waveform)"/>.</exception>
    public AudioVector Extract(IEnumerable<ReadOnlyMemory<float>> blocks, int sampleRate, string name = Unnamed) =>
        Sum(Follow(blocks, sampleRate, name));

    /// <summary>Contours of a sound in memory.</summary>
    /// <exception cref="AudioFormatException">As <see cref="Extract(Waveform)"/>.</exception>
    public Contours ExtractContours(Waveform waveform) => Follow(Blocks(waveform), waveform.SampleRate, Unnamed).Snapshot();

    /// <summary>Contours of a sound that is read block by block.</summary>
    /// <param name="reader">Read to its end.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="AudioFormatException">As <see cref="Extract(WaveformReader, CancellationToken)"/>.</exception>
    public Contours ExtractContours(WaveformReader reader, CancellationToken stop = default) =>
        Follow(Blocks(reader, stop), reader.SampleRate, reader.Name).Snapshot();

    /// <summary>Contours of a sound that comes in blocks, frame by frame: memory grows with neither.</summary>
    /// <param name="blocks">Samples, full scale at 1 and -1, finite; a block is done with when the next is asked for.</param>
    /// <param name="sampleRate">Samples per second, in Hz.</param>
    /// <param name="name">What errors call the sound.</param>
    /// <exception cref="AudioFormatException">As <see cref="Extract(Waveform)"/>.</exception>
    public IEnumerable<ContourFrame> StreamContours(IEnumerable<ReadOnlyMemory<float>> blocks, int sampleRate, string name = Unnamed)
    {
        var stream = new ContourStream(set, sampleRate, name);
        var (samples, frames) = (0L, 0L);
        foreach (var block in blocks)
        {
            stream.Push(block.Span);
            samples += block.Length;
            for (; stream.TryRead(out var frame); frames++)
                yield return frame;
        }
        stream.Finish();
        for (; stream.TryRead(out var frame); frames++)
            yield return frame;
        if (frames == 0)
            throw TooShort(samples, sampleRate, name);
    }

    private static IEnumerable<ReadOnlyMemory<float>> Blocks(Waveform waveform)
    {
        for (var rest = waveform.Samples; !rest.IsEmpty; rest = rest[Math.Min(Block, rest.Length)..])
            yield return rest[..Math.Min(Block, rest.Length)];
    }

    private static IEnumerable<ReadOnlyMemory<float>> Blocks(WaveformReader reader, CancellationToken stop)
    {
        var block = new float[Block];
        for (int count; (count = reader.Read(block)) > 0;)
        {
            stop.ThrowIfCancellationRequested();
            yield return block.AsMemory(0, count);
        }
    }

    private static AudioFormatException TooShort(long samples, int sampleRate, string name)
    {
        var seconds = (double)samples / sampleRate;
        return new(name, FormattableString.Invariant($"is {seconds:0.000} s long, shorter than one frame of 0.060 s"), "give a longer sound");
    }

    private SetContours Follow(IEnumerable<ReadOnlyMemory<float>> blocks, int sampleRate, string name)
    {
        var contours = set.Begin(sampleRate, name);
        var samples = 0L;
        foreach (var block in blocks)
        {
            contours.Push(block.Span);
            samples += block.Length;
        }
        contours.Finish();
        return contours.Frames > 0 ? contours : throw TooShort(samples, sampleRate, name);
    }

    private AudioVector Sum(SetContours contours)
    {
        var values = new float[set.FunctionalNames.Count];
        contours.Summarize(values);
        return new(set.FunctionalNames, values, contours.Snapshot());
    }
}

using System.Buffers;
using MultiEmo.Audio.Sets;

namespace MultiEmo.Audio;

/// <summary>Extracts a set of features from sounds of any sampling rate, which is not changed. Safe for use by several threads.</summary>
/// <param name="set">The features.</param>
public sealed class AudioFeatures(AudioSet set)
{
    private const int Block = 1 << 14;

    /// <summary>The features.</summary>
    public AudioSet Set => set;

    /// <summary>Functionals and contours of a sound in memory.</summary>
    /// <exception cref="AudioFormatException">It is shorter than one frame of 60 ms, or its rate is too low.</exception>
    public AudioVector Extract(Waveform waveform) => Sum(Follow(waveform));

    /// <summary>Functionals and contours of a sound that is read block by block: memory holds the contours, not the sound.</summary>
    /// <param name="reader">Read to its end.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="AudioFormatException">As <see cref="Extract(Waveform)"/>, or the file is broken.</exception>
    public AudioVector Extract(WaveformReader reader, CancellationToken stop = default) => Sum(Follow(reader, stop));

    /// <summary>Contours of a sound in memory.</summary>
    /// <exception cref="AudioFormatException">As <see cref="Extract(Waveform)"/>.</exception>
    public Contours ExtractContours(Waveform waveform) => Follow(waveform).Snapshot();

    /// <summary>Contours of a sound that is read block by block.</summary>
    /// <param name="reader">Read to its end.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="AudioFormatException">As <see cref="Extract(WaveformReader, CancellationToken)"/>.</exception>
    public Contours ExtractContours(WaveformReader reader, CancellationToken stop = default) => Follow(reader, stop).Snapshot();

    private SetContours Follow(Waveform waveform)
    {
        var contours = set.Begin(waveform.SampleRate);
        for (var rest = waveform.Samples; !rest.IsEmpty; rest = rest[Math.Min(Block, rest.Length)..])
            contours.Push(rest.Span[..Math.Min(Block, rest.Length)]);
        return Finished(contours, "the sound", waveform.Samples.Length, waveform.SampleRate);
    }

    private SetContours Follow(WaveformReader reader, CancellationToken stop)
    {
        var contours = set.Begin(reader.SampleRate);
        var block = ArrayPool<float>.Shared.Rent(Block);
        var samples = 0L;
        for (int count; (count = reader.Read(block)) > 0; samples += count)
        {
            stop.ThrowIfCancellationRequested();
            contours.Push(block.AsSpan(0, count));
        }
        ArrayPool<float>.Shared.Return(block);
        return Finished(contours, reader.Name, samples, reader.SampleRate);
    }

    private static SetContours Finished(SetContours contours, string name, long samples, int sampleRate)
    {
        contours.Finish();
        if (contours.Frames > 0)
            return contours;
        var seconds = (double)samples / sampleRate;
        var problem = FormattableString.Invariant($"is {seconds:0.000} s long, shorter than one frame of 0.060 s");
        throw new AudioFormatException(name, problem, "give a longer sound");
    }

    private AudioVector Sum(SetContours contours)
    {
        var values = new float[set.FunctionalNames.Count];
        contours.Summarize(values);
        return new(set.FunctionalNames, values, contours.Snapshot());
    }
}

using MultiEmo.Audio;

namespace MultiEmo.Features.Audio;

/// <summary>Hears one sound, block by block, from where it begins in its file to where it ends.</summary>
internal sealed class SoundReader : IDisposable
{
    private const int Block = 1 << 14;
    private readonly WaveformReader reader;
    private readonly float[] block = new float[Block];
    private readonly long first;
    private readonly long end;
    private long at;

    /// <summary>Opens a sound.</summary>
    /// <exception cref="AudioFormatException">The file is no WAV file, or broken.</exception>
    public SoundReader(SoundFile sound)
    {
        reader = WaveformReader.Open(sound.Path);
        first = sound.Start is { } start ? Sample(start) : 0;
        end = sound.End is { } stop ? Sample(stop) : long.MaxValue;
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate => reader.SampleRate;

    /// <summary>Whether the file ends before the sound that it announces; known once it is read.</summary>
    public bool BreaksOff => reader.Truncated;

    /// <summary>The sound's samples, block after block; a block is used again for the next.</summary>
    public IEnumerable<ReadOnlyMemory<float>> Blocks(CancellationToken stop)
    {
        for (int count; at < end && (count = reader.Read(block)) > 0; at += count)
        {
            stop.ThrowIfCancellationRequested();
            int from = (int)Math.Clamp(first - at, 0, count), until = (int)Math.Clamp(end - at, 0, count);
            if (until > from) yield return block.AsMemory(from, until - from);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private long Sample(double seconds) => (long)Math.Round(seconds * reader.SampleRate);
}

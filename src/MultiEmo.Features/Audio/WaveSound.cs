using MultiEmo.Audio;
using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;

namespace MultiEmo.Features.Audio;

/// <summary>A clip of a WAV file, which is read without ffmpeg.</summary>
internal sealed class WaveSound : IClipSound
{
    private const int Block = 1 << 14;
    private readonly WaveformReader reader;
    private readonly float[] block = new float[Block];
    private readonly Clip clip;
    private readonly long first;
    private readonly long end;
    private long at;

    /// <summary>Opens a clip.</summary>
    /// <exception cref="AudioFormatException">The file is no WAV file, or broken.</exception>
    public WaveSound(Clip clip)
    {
        this.clip = clip;
        reader = WaveformReader.Open(clip.Path);
        first = clip.Start is { } start ? Sample(start) : 0;
        end = clip.End is { } stop ? Sample(stop) : long.MaxValue;
    }

    /// <inheritdoc/>
    public int SampleRate => reader.SampleRate;

    /// <inheritdoc/>
    public string? Remark => reader.Truncated
        ? "ends before the sound that it announces; what there is of it was used"
        : at >= end ? null : ClipSound.Short(Read, clip.End);

    private double Read => (double)at / reader.SampleRate;

    /// <inheritdoc/>
    public IEnumerable<ReadOnlyMemory<float>> Blocks(CancellationToken stop)
    {
        at = reader.Skip(first);
        for (int count; at < end && (count = reader.Read(block)) > 0; at += count)
        {
            stop.ThrowIfCancellationRequested();
            yield return block.AsMemory(0, (int)Math.Min(end - at, count));
        }
        if (at > first || clip.Start is not { } start) yield break;
        string problem = FormattableString.Invariant($"its sound ends at {Read:0.00} s, before the turn begins ({start:0.00} s)");
        throw new BadInputException(problem, "compare the times with the file", clip.Path);
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private long Sample(double seconds) => (long)Math.Round(seconds * reader.SampleRate);
}

using System.Globalization;
using MultiEmo.Audio;
using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;

namespace MultiEmo.Features.Audio;

/// <summary>Hears one clip, block by block, from where it begins in its file to where it ends.</summary>
internal sealed class SoundReader : IDisposable
{
    private const int Block = 1 << 14;

    // Times of turns are rounded, and sounds end at a packet of their codec.
    private const double Tolerance = 0.1;

    private readonly WaveformReader reader;
    private readonly float[] block = new float[Block];
    private readonly Clip clip;
    private readonly long first;
    private readonly long end;
    private long at;

    /// <summary>Opens a clip.</summary>
    /// <exception cref="AudioFormatException">The file cannot be read, or has no sound.</exception>
    public SoundReader(Clip clip)
    {
        this.clip = clip;
        reader = WaveformReader.Open(clip.Path);
        first = clip.Start is { } start ? Sample(start) : 0;
        end = clip.End is { } stop ? Sample(stop) : long.MaxValue;
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate => reader.SampleRate;

    /// <summary>What is to be told of the clip, a clause, once it is read; null when nothing is.</summary>
    public string? Remark => reader.Truncated
        ? "ends before the sound that it announces; what there is of it was used"
        : clip.End is { } stop && End < stop - Tolerance ? Clause($"the sound ends at {End:0.00} s, before the turn does ({stop:0.00} s)") : null;

    private double End => (double)at / reader.SampleRate;

    /// <summary>The clip's samples, block after block; a block is used again for the next.</summary>
    /// <exception cref="BadInputException">The sound ends before the clip begins.</exception>
    public IEnumerable<ReadOnlyMemory<float>> Blocks(CancellationToken stop)
    {
        for (int count; at < end && (count = reader.Read(block)) > 0; at += count)
        {
            stop.ThrowIfCancellationRequested();
            int from = (int)Math.Clamp(first - at, 0, count), until = (int)Math.Clamp(end - at, 0, count);
            if (until > from) yield return block.AsMemory(from, until - from);
        }
        if (at > first || clip.Start is not { } start) yield break;
        string problem = Clause($"the sound ends at {End:0.00} s, before the turn begins ({start:0.00} s)");
        throw new BadInputException(problem, "check the turn's times", clip.Path);
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private static string Clause(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private long Sample(double seconds) => (long)Math.Round(seconds * reader.SampleRate);
}

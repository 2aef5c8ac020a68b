using MultiEmo.Features.Extraction;
using MultiEmo.Features.Video;

namespace MultiEmo.Features.Audio;

/// <summary>A clip of a film or of a sound in any format but WAV, which ffmpeg decodes.</summary>
internal sealed class FilmSound : IClipSound
{
    private readonly MediaSound sound;
    private readonly Clip clip;
    private long read;

    /// <summary>Opens a clip.</summary>
    /// <exception cref="Conversations.BadInputException">It cannot be decoded, or has no sound in that part.</exception>
    public FilmSound(Clip clip, Ffmpeg ffmpeg, CancellationToken stop)
    {
        this.clip = clip;
        sound = MediaSound.Open(clip.Path, ffmpeg, clip.Start, clip.End, stop: stop);
    }

    /// <inheritdoc/>
    public int SampleRate => sound.SampleRate;

    /// <inheritdoc/>
    public string? Remark => sound.Fault is { } fault
        ? $"could be decoded in part only ({fault}); what there is of it was used"
        : ClipSound.Short(Begin + ((double)read / SampleRate), clip.End ?? sound.Info.Duration);

    private double Begin => Math.Max(clip.Start ?? 0, sound.Info.Sounds[0].Start);

    /// <inheritdoc/>
    public IEnumerable<ReadOnlyMemory<float>> Blocks(CancellationToken stop)
    {
        foreach (var block in sound.Blocks())
        {
            stop.ThrowIfCancellationRequested();
            read += block.Length;
            yield return block;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => sound.Dispose();
}

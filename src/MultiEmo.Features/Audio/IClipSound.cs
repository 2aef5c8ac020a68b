using MultiEmo.Features.Extraction;
using MultiEmo.Features.Video;

namespace MultiEmo.Features.Audio;

/// <summary>Hears one clip, block by block, from where it begins in its file to where it ends.</summary>
internal interface IClipSound : IDisposable
{
    /// <summary>Samples per second.</summary>
    int SampleRate { get; }

    /// <summary>What is to be told of the clip, a clause, once it is read; null when nothing is.</summary>
    string? Remark { get; }

    /// <summary>The clip's samples, block after block; a block is used again for the next.</summary>
    /// <exception cref="Conversations.BadInputException">The sound ends before the clip begins, or is damaged.</exception>
    IEnumerable<ReadOnlyMemory<float>> Blocks(CancellationToken stop);
}

/// <summary>Opens sounds of clips.</summary>
internal static class ClipSound
{
    /// <summary>Times of turns are rounded, and sounds end at a packet of their codec: seconds that are not worth telling.</summary>
    public const double Tolerance = 0.1;

    /// <summary>Opens a clip.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="ffmpeg">Decodes what is no WAV file; null: there are no other files.</param>
    /// <param name="stop">Ends the work, of reading too.</param>
    /// <exception cref="MultiEmo.Audio.AudioFormatException">It is no WAV file although it is called one, or broken.</exception>
    /// <exception cref="Conversations.BadInputException">It cannot be decoded, or has no sound.</exception>
    public static IClipSound Open(Clip clip, Ffmpeg? ffmpeg, CancellationToken stop) => MediaKind.IsWave(clip.Path)
        ? new WaveSound(clip)
        : new FilmSound(clip, ffmpeg ?? throw new ArgumentNullException(nameof(ffmpeg)), stop);

    /// <summary>The remark about a sound that ends before its turn; null where it does not.</summary>
    public static string? Short(double end, double? wanted) => end < wanted - Tolerance
        ? FormattableString.Invariant($"the sound ends at {end:0.00} s, before the turn does ({wanted:0.00} s); what there is of it was used")
        : null;
}

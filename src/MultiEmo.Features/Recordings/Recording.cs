using MultiEmo.Audio;
using MultiEmo.Conversations;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Video;

namespace MultiEmo.Features.Recordings;

/// <summary>A file of sound, or of sound and pictures, that somebody wants analysed.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Duration">Seconds; null where the file does not tell.</param>
/// <param name="HasPicture">Whether it has moving pictures.</param>
/// <param name="Ffmpeg">Decodes it; null: it is a WAV file, which needs none.</param>
/// <param name="Outline">How loud it is; null: it has no sound.</param>
public sealed record Recording(string Path, double? Duration, bool HasPicture, Ffmpeg? Ffmpeg, SoundOutline? Outline)
{
    /// <summary>Looks at a file and listens to it once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ffmpeg">ffmpeg, or the folder of it and ffprobe; null: where the PATH says. Not looked for where the file is a WAV file.</param>
    /// <param name="stop">Ends the work early.</param>
    /// <exception cref="BadInputException">It is no media file, damaged, or ffmpeg is needed and not there.</exception>
    public static Recording Open(string path, string? ffmpeg = null, CancellationToken stop = default) => MediaKind.IsWave(path)
        ? OfWave(path, stop)
        : OfFilm(path, Video.Ffmpeg.Find(ffmpeg), stop);

    private static Recording OfWave(string path, CancellationToken stop)
    {
        try
        {
            var outline = SoundOutline.Read(path, null, 0, stop);
            return new Recording(path, outline.End, false, null, outline);
        }
        catch (AudioFormatException fault)
        {
            throw new BadInputException(fault.Problem, fault.Remedy, path, inner: fault);
        }
    }

    private static Recording OfFilm(string path, Ffmpeg ffmpeg, CancellationToken stop)
    {
        var info = VideoInfo.Read(path, ffmpeg, stop);
        if (info.Picture is null && info.Sounds.Count == 0)
            throw new BadInputException("has neither sound nor moving pictures", "give a recording", path);
        var outline = info.Sounds.Count > 0 ? SoundOutline.Read(path, ffmpeg, info.Sounds[0].Start, stop) : null;
        return new Recording(path, info.Duration ?? outline?.End, info.Picture is not null, ffmpeg, outline);
    }
}

using MultiEmo.Conversations;

namespace MultiEmo.Features.Video;

/// <summary>What a media file holds, as ffprobe tells it; nothing of its pictures is decoded for it but what ffprobe looks at.</summary>
/// <param name="Path">The file.</param>
/// <param name="Container">ffmpeg's name of its kind, such as mov or matroska.</param>
/// <param name="Start">Where its clock begins, in seconds; all other times count from there.</param>
/// <param name="Duration">Seconds from there to the end; null where the file does not tell.</param>
/// <param name="Picture">Its first track of moving pictures; null when it has none.</param>
/// <param name="Sounds">Its sound tracks in order.</param>
public sealed record VideoInfo(
    string Path, string Container, double Start, double? Duration, VideoTrack? Picture, IReadOnlyList<SoundTrack> Sounds)
{
    /// <summary>The most pixels that a side of a picture may have.</summary>
    public const int MostPixelsOfSide = 16384;

    /// <summary>The most pixels that a picture may have, 64 Mi: eight times those of 4K.</summary>
    public const int MostPixels = 1 << 26;

    /// <summary>Asks ffprobe.</summary>
    /// <param name="path">A media file; only its content says of what kind it is.</param>
    /// <param name="ffmpeg">The programs.</param>
    /// <param name="stop">Ends the asking.</param>
    /// <exception cref="BadInputException">The file is missing, no media file, damaged, or its pictures are too large to be decoded.</exception>
    public static VideoInfo Read(string path, Ffmpeg ffmpeg, CancellationToken stop = default)
    {
        string container = MediaContainer.Of(path);
        string[] what = ["-show_format", "-show_streams", "-of", "json"];
        var question = new MediaQuestion(ffmpeg, path, container);
        return new VideoProbe(path, container, question.Ask(what, stop), question.Complaint).Read();
    }

    /// <summary>The pictures.</summary>
    /// <exception cref="BadInputException">There are none.</exception>
    internal VideoTrack RequirePicture() => Picture
        ?? throw new BadInputException("has no moving pictures", Sounds.Count > 0 ? "it is a sound; give a video" : "give a video", Path);
}

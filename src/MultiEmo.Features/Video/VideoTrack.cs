namespace MultiEmo.Features.Video;

/// <summary>The moving pictures of a media file.</summary>
/// <param name="Stream">Its number among the file's streams.</param>
/// <param name="Codec">ffmpeg's name of the codec.</param>
/// <param name="Width">Pixels of a row as it is shown, turned by <see cref="Rotation"/>.</param>
/// <param name="Height">Rows as it is shown.</param>
public sealed record VideoTrack(int Stream, string Codec, int Width, int Height)
{
    /// <summary>Degrees by which the pictures are turned for showing, counter-clockwise, as the file says; frames come turned.</summary>
    public int Rotation { get; init; }

    /// <summary>
    /// Width of a pixel by its height, 1 where the file does not tell. Frames keep the pixels of the file: a face in a video with other than
    /// square pixels is as wide as the camera stored it.
    /// </summary>
    public double PixelAspect { get; init; } = 1;

    /// <summary>Frames a second on average; null where the file does not tell.</summary>
    public double? AverageRate { get; init; }

    /// <summary>The lowest rate at which every frame's time can be told exactly, as ffprobe guesses it; null where it does not.</summary>
    public double? RealRate { get; init; }

    /// <summary>How many frames the file's header announces; null where it does not. What is shown may be less.</summary>
    public long? Frames { get; init; }

    /// <summary>Where the pictures begin, in seconds from the file's start.</summary>
    public double Start { get; init; }

    /// <summary>How long they are shown, in seconds; null where the file does not tell.</summary>
    public double? Duration { get; init; }

    /// <summary>Seconds of a tick of the file's clock for pictures.</summary>
    internal double Tick { get; init; } = 1;

    /// <summary>Whether frames are stored in another order than shown.</summary>
    internal bool IsReordered { get; init; }
}

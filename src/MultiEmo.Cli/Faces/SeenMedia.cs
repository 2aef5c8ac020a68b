using MultiEmo.Features.Video;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Speaking;

namespace MultiEmo.Cli.Faces;

/// <summary>A picture or a video whose faces are looked for.</summary>
internal sealed class SeenMedia
{
    private readonly VideoFrames? video;
    private readonly Frame? picture;

    private SeenMedia(VideoFrames? video, Frame? picture, IReadOnlyList<int> places)
    {
        (this.video, this.picture, Places) = (video, picture, places);
        (Width, Height) = picture is not null ? (picture.Width, picture.Height) : (video!.Info.Picture!.Width, video.Info.Picture.Height);
    }

    /// <summary>Pixels of a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Which frames are looked at.</summary>
    public IReadOnlyList<int> Places { get; }

    /// <summary>Whether it moves; else it is a picture.</summary>
    public bool Moves => video is not null;

    /// <summary>Frames there are in all.</summary>
    public int Frames => video?.Times.Count ?? 1;

    /// <summary>Seconds; null of a picture, or where the file does not tell.</summary>
    public double? Duration => video?.Info.Duration;

    /// <summary>What kept frames from being decoded; known once they are read.</summary>
    public string? Fault => video?.Fault;

    /// <summary>Opens a file.</summary>
    /// <param name="path">A picture or a video.</param>
    /// <param name="choice">Whether to look at the needed frames or at all.</param>
    /// <param name="ffmpeg">Where ffmpeg is; null: on the PATH. Pictures need none.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="Conversations.BadInputException">It is neither, or damaged, or ffmpeg is not there.</exception>
    public static SeenMedia Open(string path, FrameChoice choice, string? ffmpeg, CancellationToken stop)
    {
        if (PictureFile.TryRead(path) is { } picture) return new SeenMedia(null, picture, [0]);
        var video = VideoFrames.Open(path, Ffmpeg.Find(ffmpeg), stop);
        return new SeenMedia(video, null, choice == FrameChoice.Needed
            ? ChosenFrames.Needed(video, video.Between())
            : [.. Enumerable.Range(0, video.Times.Count)]);
    }

    /// <summary>Reads frames; the pixels of each are overwritten by the next.</summary>
    public IEnumerable<Frame> Read(IEnumerable<int> places) => picture is not null ? places.Select(_ => picture) : video!.Read(places);

    /// <summary>The faces of who speaks.</summary>
    /// <param name="speaker">Tells who; null for a picture.</param>
    /// <param name="faces">Frames with all their faces.</param>
    /// <param name="stop">Ends the work.</param>
    public ActiveChoice Choose(ActiveSpeaker? speaker, IReadOnlyList<TimedFaces> faces, CancellationToken stop)
    {
        if (video is not null) return new ActiveFaces(speaker!).Choose(video, video.Between(), faces, stop);
        bool several = faces.Any(frame => frame.Faces.Count > 1);
        return new ActiveChoice(faces, several ? "who speaks cannot be told (a picture has no sound), so all faces count" : null);
    }

    /// <summary>The place of the frame that is shown at a time.</summary>
    public int At(double time) => video?.At(time) ?? 0;
}

using MultiEmo.Conversations;
using MultiEmo.Features.Video;

namespace MultiEmo.Models.Faces;

/// <summary>
/// Vectors of clips, or of parts of a longer video: of their faces by VisExtNet, or of their frames as a whole. What is wrong with a clip is a
/// reason why it has no vector, not an end of the work. Not for several threads at once.
/// </summary>
public sealed class ClipVectors
{
    private const string NoFace = "no face was found";
    private readonly Ffmpeg ffmpeg;
    private readonly VisExtNet? faces;
    private readonly FrameVectors? whole;
    private VideoFrames? last;

    /// <summary>Vectors of faces; the network's own choice says in which frames they are looked for.</summary>
    /// <param name="faces">Finds faces and makes vectors of them; it stays the caller's.</param>
    /// <param name="ffmpeg">Decodes.</param>
    public ClipVectors(VisExtNet faces, Ffmpeg ffmpeg) => (this.faces, this.ffmpeg) = (faces, ffmpeg);

    /// <summary>Vectors of whole frames.</summary>
    /// <param name="whole">Makes vectors of frames; it stays the caller's.</param>
    /// <param name="ffmpeg">Decodes.</param>
    public ClipVectors(FrameVectors whole, Ffmpeg ffmpeg) => (this.whole, this.ffmpeg) = (whole, ffmpeg);

    /// <summary>The vector of a clip, or of the part of a video that is shown from one time to another.</summary>
    /// <param name="path">The file; the frame times of the last one are kept, so that the parts of a video may come one after the other.</param>
    /// <param name="start">Where the part begins, in seconds; null is the file's beginning.</param>
    /// <param name="end">Where it ends; null is the file's end.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public ClipVector Vector(string path, double? start = null, double? end = null, CancellationToken stop = default)
    {
        try
        {
            var video = Open(path, stop);
            float[]? values = Vector(video, video.Between(start, end), stop);
            return values is null ? new ClipVector(null, NoFace, video.Fault) : new ClipVector(values, Remark: video.Fault);
        }
        catch (BadInputException fault)
        {
            last = null;
            return new ClipVector(null, fault.Message) { Fault = fault };
        }
    }

    private VideoFrames Open(string path, CancellationToken stop)
    {
        if (last?.Info.Path != path || last.Fault is not null) last = VideoFrames.Open(path, ffmpeg, stop);
        return last;
    }

    private float[]? Vector(VideoFrames video, Range part, CancellationToken stop)
    {
        if (faces is { Choice: FrameChoice.Released }) return Released(faces, video, part, stop);
        var chosen = Read(video, ChosenFrames.Needed(video, part), stop);
        return faces is not null ? faces.Vector(chosen) : whole!.Vector(chosen);
    }

    // The first pass finds the frames with a face, the second reads those of them that are used: no frame waits in memory.
    private static float[]? Released(VisExtNet faces, VideoFrames video, Range part, CancellationToken stop)
    {
        var found = new SortedList<double, FoundFaces>();
        var (offset, count) = part.GetOffsetAndLength(video.Times.Count);
        foreach (var frame in Read(video, Enumerable.Range(offset, count), stop))
        {
            var seen = faces.Detector.Detect(frame);
            if (seen.Count > 0) found.Add(frame.Time, new FoundFaces(video.At(frame.Time), seen));
        }
        FoundFaces[] used = [.. FrameChoices.Released(found.Count).Select(place => found.Values[place])];
        var frames = Read(video, used.Select(frame => frame.Place), stop);
        return faces.Vector(frames.Select(frame => new FramedFaces(frame, found[frame.Time].Faces)));
    }

    private static IEnumerable<Frame> Read(VideoFrames video, IEnumerable<int> places, CancellationToken stop)
    {
        foreach (var frame in video.Read(places))
        {
            stop.ThrowIfCancellationRequested();
            yield return frame;
        }
    }

    private sealed record FoundFaces(int Place, IReadOnlyList<Face> Faces);
}

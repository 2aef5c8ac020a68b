using MultiEmo.Conversations;
using MultiEmo.Features.Video;
using MultiEmo.Models.Faces.Speaking;

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
    private readonly ActiveFaces? active;
    private VideoFrames? last;

    /// <summary>Vectors of faces; the network's own choice says in which frames they are looked for.</summary>
    /// <param name="faces">Finds faces and makes vectors of them; it stays the caller's.</param>
    /// <param name="ffmpeg">Decodes.</param>
    /// <param name="speaker">Tells who speaks where a frame shows several faces; null: all faces count. It stays the caller's.</param>
    public ClipVectors(VisExtNet faces, Ffmpeg ffmpeg, ActiveSpeaker? speaker = null)
        => (this.faces, this.ffmpeg, active) = (faces, ffmpeg, speaker is null ? null : new ActiveFaces(speaker));

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
            var made = Vector(video, video.Between(start, end), stop);
            string? remark = made.Note is null || video.Fault is null ? made.Note ?? video.Fault : $"{video.Fault}; {made.Note}";
            return made.Values is null ? new ClipVector(null, NoFace, video.Fault) : new ClipVector(made.Values, Remark: remark) { Seen = made.Seen };
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

    private Made Vector(VideoFrames video, Range part, CancellationToken stop)
    {
        if (faces is null) return new Made(whole!.Vector(Read(video, ChosenFrames.Needed(video, part), stop)), null, []);
        var onlooker = new Onlooker();
        return faces.Choice == FrameChoice.Needed && active is null
            ? new Made(faces.Vector(Read(video, ChosenFrames.Needed(video, part), stop), onlooker), null, onlooker.Seen)
            : InTwoPasses(faces, video, part, onlooker, stop);
    }

    // The first pass finds the frames with a face, the second reads those of them that are used: no frame waits in memory.
    private Made InTwoPasses(VisExtNet faces, VideoFrames video, Range part, Onlooker onlooker, CancellationToken stop)
    {
        var found = Find(faces.Detector, video, Places(faces, video, part), stop);
        var choice = active?.Choose(video, part, found, stop) ?? new ActiveChoice(found, null);
        var counting = choice.Frames;
        var used = faces.Choice == FrameChoice.Released ? [.. FrameChoices.Released(counting.Count).Select(place => counting[place])] : counting;
        var chosen = used.ToDictionary(frame => frame.Time, frame => frame.Faces);
        var frames = Read(video, used.Select(frame => video.At(frame.Time)), stop);
        float[]? vector = faces.Vector(frames.Select(frame => new FramedFaces(frame, chosen[frame.Time])), onlooker);
        return new Made(vector, choice.Note, onlooker.Seen);
    }

    private static IEnumerable<int> Places(VisExtNet faces, VideoFrames video, Range part)
    {
        if (faces.Choice == FrameChoice.Needed) return ChosenFrames.Needed(video, part);
        var (offset, count) = part.GetOffsetAndLength(video.Times.Count);
        return Enumerable.Range(offset, count);
    }

    private static List<TimedFaces> Find(FaceDetector detector, VideoFrames video, IEnumerable<int> places, CancellationToken stop) =>
        [.. Read(video, places, stop).Select(frame => new TimedFaces(frame.Time, detector.Detect(frame))).Where(found => found.Faces.Count > 0)];

    private static IEnumerable<Frame> Read(VideoFrames video, IEnumerable<int> places, CancellationToken stop)
    {
        foreach (var frame in video.Read(places))
        {
            stop.ThrowIfCancellationRequested();
            yield return frame;
        }
    }

    private sealed record Made(float[]? Values, string? Note, IReadOnlyList<SeenFace> Seen);
}

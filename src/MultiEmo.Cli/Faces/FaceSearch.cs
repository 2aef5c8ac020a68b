using MultiEmo.Features.Video;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Speaking;

namespace MultiEmo.Cli.Faces;

/// <summary>Looks for the faces of a picture or video, and makes their vector where a network for it is given.</summary>
/// <param name="media">Where to look.</param>
/// <param name="detector">Finds faces.</param>
/// <param name="network">Makes the vector; null: none is wanted.</param>
internal sealed class FaceSearch(SeenMedia media, FaceDetector detector, VisExtNet? network)
{
    private readonly List<TimedFaces> seen = [];

    /// <summary>Whose faces count where a frame shows several.</summary>
    public SpeakerChoice Choice { get; init; }

    /// <summary>Tells who speaks; null: there is nothing to tell it by, or nobody asks.</summary>
    public ActiveSpeaker? Speaker { get; init; }

    /// <summary>The frames that were looked at, in order.</summary>
    public IReadOnlyList<TimedFaces> Seen => seen;

    /// <summary>The faces that count, of the frames that have some; null before they are chosen.</summary>
    public ActiveChoice? Chosen { get; private set; }

    /// <summary>The mean vector of the faces that count; null where there is none, or it is not wanted.</summary>
    public float[]? Vector { get; private set; }

    /// <summary>Looks.</summary>
    /// <param name="look">Told of each frame while its pixels are there.</param>
    /// <param name="stop">Ends the work.</param>
    public void Run(Action<Frame, IReadOnlyList<Face>> look, CancellationToken stop)
    {
        var found = Look(look, stop);
        bool once = Choice == SpeakerChoice.All && network is { Choice: FrameChoice.Needed };
        if (once) Vector = network!.Vector(found);
        else _ = found.Count();
        Chosen = Choose(stop);
        if (!once && network is not null) Vector = network.Vector(Again(Chosen.Frames));
    }

    private ActiveChoice Choose(CancellationToken stop)
    {
        TimedFaces[] faces = [.. seen.Where(frame => frame.Faces.Count > 0)];
        if (Choice == SpeakerChoice.All) return new ActiveChoice(faces, null);
        return media.Choose(Speaker, faces, stop);
    }

    private IEnumerable<FramedFaces> Look(Action<Frame, IReadOnlyList<Face>> look, CancellationToken stop)
    {
        foreach (var frame in media.Read(media.Places))
        {
            stop.ThrowIfCancellationRequested();
            var faces = detector.Detect(frame);
            seen.Add(new TimedFaces(frame.Time, faces));
            look(frame, faces);
            yield return new FramedFaces(frame, faces);
        }
    }

    // Frames are read once more rather than kept.
    private IEnumerable<FramedFaces> Again(IReadOnlyList<TimedFaces> faces)
    {
        bool all = network!.Choice == FrameChoice.Needed;
        TimedFaces[] used = all ? [.. faces] : [.. FrameChoices.Released(faces.Count).Select(place => faces[place])];
        var byTime = used.ToDictionary(frame => frame.Time, frame => frame.Faces);
        return media.Read(used.Select(frame => media.At(frame.Time))).Select(frame => new FramedFaces(frame, byTime[frame.Time]));
    }
}

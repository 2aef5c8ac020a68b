using MultiEmo.Features.Video;
using MultiEmo.Models.Faces;

namespace MultiEmo.Cli.Faces;

/// <summary>Looks for the faces of a picture or video, and makes their vector where a network for it is given.</summary>
/// <param name="media">Where to look.</param>
/// <param name="detector">Finds faces.</param>
/// <param name="network">Makes the vector; null: none is wanted.</param>
internal sealed class FaceSearch(SeenMedia media, FaceDetector detector, VisExtNet? network)
{
    private readonly List<SeenFrame> seen = [];

    /// <summary>The frames that were looked at, in order.</summary>
    public IReadOnlyList<SeenFrame> Seen => seen;

    /// <summary>The mean vector of the faces; null where there is no face, or none was wanted.</summary>
    public float[]? Vector { get; private set; }

    /// <summary>Looks.</summary>
    /// <param name="look">Told of each frame while its pixels are there.</param>
    /// <param name="stop">Ends the work.</param>
    public void Run(Action<Frame, IReadOnlyList<Face>> look, CancellationToken stop)
    {
        var found = Look(look, stop);
        if (network is { Choice: FrameChoice.Needed }) Vector = network.Vector(found);
        else if (found.Count() > 0 && network is not null) Vector = network.Vector(Again());
    }

    private IEnumerable<FramedFaces> Look(Action<Frame, IReadOnlyList<Face>> look, CancellationToken stop)
    {
        foreach (var frame in media.Read(media.Places))
        {
            stop.ThrowIfCancellationRequested();
            var faces = detector.Detect(frame);
            seen.Add(new SeenFrame(frame.Time, faces));
            look(frame, faces);
            yield return new FramedFaces(frame, faces);
        }
    }

    // The frames of the released choice, read once more rather than kept.
    private IEnumerable<FramedFaces> Again()
    {
        SeenFrame[] faces = [.. seen.Where(frame => frame.Faces.Count > 0)];
        SeenFrame[] used = [.. FrameChoices.Released(faces.Length).Select(place => faces[place])];
        var byTime = used.ToDictionary(frame => frame.Time, frame => frame.Faces);
        return media.Read(used.Select(frame => media.At(frame.Time))).Select(frame => new FramedFaces(frame, byTime[frame.Time]));
    }
}

/// <summary>A frame that was looked at.</summary>
/// <param name="Time">Seconds from the beginning.</param>
/// <param name="Faces">Its faces.</param>
internal sealed record SeenFrame(double Time, IReadOnlyList<Face> Faces);

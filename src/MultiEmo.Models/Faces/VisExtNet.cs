using MultiEmo.Features.Video;
using static TorchSharp.torch;

namespace MultiEmo.Models.Faces;

/// <summary>
/// VisExtNet (Shi and Huang 2023): the faces that MTCNN finds in up to 20 frames of a clip, each resized to 224 x 224, through a network; the mean
/// over all faces. What differs from the released program: a clip without a face has no vector, where that gives zeros; batch normalisation uses what
/// training left, where that never says so and uses the batch; and faces are looked for in the frames that are used alone
/// (<see cref="FrameChoice.Needed"/>), unless the released choice is asked for.
/// </summary>
public sealed class VisExtNet : IDisposable
{
    /// <summary>Puts both together; they are disposed of with it.</summary>
    /// <param name="detector">Finds the faces.</param>
    /// <param name="network">Makes vectors of them.</param>
    /// <param name="choice">How frames are chosen.</param>
    public VisExtNet(FaceDetector detector, FaceNetwork network, FrameChoice choice = FrameChoice.Needed) =>
        (Detector, Network, Choice) = (detector, network, choice);

    /// <summary>Finds the faces.</summary>
    public FaceDetector Detector { get; }

    /// <summary>Makes vectors of them.</summary>
    public FaceNetwork Network { get; }

    /// <summary>
    /// Which frames the caller should choose: <see cref="FrameChoices.Needed"/> before anything is looked for, or <see cref="FrameChoices.Released"/>
    /// among those in which <see cref="Find"/> found a face.
    /// </summary>
    public FrameChoice Choice { get; }

    /// <summary>Loads detector and network.</summary>
    /// <param name="network">What <see cref="FaceNetwork.Load"/> takes.</param>
    /// <param name="weights">The folder that the user named; null: where weights are looked for.</param>
    /// <param name="choice">How frames are chosen.</param>
    /// <param name="device">Where to compute; null: the CPU.</param>
    /// <exception cref="Conversations.BadInputException">Weights are nowhere, or do not fit.</exception>
    public static VisExtNet Load(string network, string? weights, FrameChoice choice = FrameChoice.Needed, Device? device = null)
    {
        var detector = FaceDetector.Load(weights, device);
        try
        {
            return new VisExtNet(detector, FaceNetwork.Load(network, weights, device), choice);
        }
        catch
        {
            detector.Dispose();
            throw;
        }
    }

    /// <summary>Looks for the faces of a frame.</summary>
    public FramedFaces Find(Frame frame) => new(frame, Detector.Detect(frame));

    /// <summary>The mean vector of the faces of frames that are already chosen; null: they show none.</summary>
    /// <param name="frames">The frames; one is held at a time.</param>
    public float[]? Vector(IEnumerable<Frame> frames) => Vector(frames, null);

    /// <summary>The mean vector of faces that are already found; null: there are none.</summary>
    /// <param name="found">Frames and faces; one frame is held at a time.</param>
    public float[]? Vector(IEnumerable<FramedFaces> found) => Vector(found, null);

    /// <inheritdoc/>
    public void Dispose()
    {
        Detector.Dispose();
        Network.Dispose();
    }

    /// <summary>As for frames, before the eyes of somebody who remembers.</summary>
    internal float[]? Vector(IEnumerable<Frame> frames, Onlooker? onlooker) => MeanVector.Of(Network, frames.SelectMany(frame =>
    {
        using var untracked = no_grad();
        var picture = new AreaSums(frame);
        return Crops(picture, frame.Time, Detector.Detect(picture), onlooker);
    }));

    /// <summary>As for faces, before the eyes of somebody who remembers.</summary>
    internal float[]? Vector(IEnumerable<FramedFaces> found, Onlooker? onlooker) => MeanVector.Of(Network, found.SelectMany(each =>
        each.Faces.Count == 0 ? [] : Crops(new AreaSums(each.Frame), each.Frame.Time, each.Faces, onlooker)));

    private static IEnumerable<FaceCrop> Crops(AreaSums picture, double time, IReadOnlyList<Face> faces, Onlooker? onlooker)
    {
        FaceCrop?[] crops = [.. faces.Select(face => FaceCrop.Of(picture, face.Box))];
        onlooker?.Look(time, faces, crops);
        return crops.OfType<FaceCrop>();
    }
}

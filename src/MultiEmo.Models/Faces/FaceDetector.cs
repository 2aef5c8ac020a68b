using MultiEmo.Features.Video;
using MultiEmo.Models.Faces.Mtcnn;
using MultiEmo.Storage.Weights;
using static TorchSharp.torch;

namespace MultiEmo.Models.Faces;

/// <summary>
/// MTCNN (Zhang et al. 2016) as facenet-pytorch 2.5.3 computes it: P-Net proposes boxes, R-Net refines them, O-Net confirms them and tells
/// landmarks. It differs in one thing: a box that has no pixel in the picture is dropped, where the reference stops with an error.
/// </summary>
public sealed class FaceDetector : IDisposable
{
    private const string Name = "mtcnn";
    private const int RefinementSide = 24, OutputSide = 48;
    private const float Shared = 0.7f;
    private readonly ProposalNetwork proposal = new();
    private readonly RefinementNetwork refinement = new();
    private readonly OutputNetwork output = new();
    private readonly MtcnnSettings settings;
    private readonly Device device;

    private FaceDetector(MtcnnSettings settings, Device device) => (this.settings, this.device) = (settings, device);

    /// <summary>Reads the three networks: <c>mtcnn/pnet.pt</c>, <c>rnet.pt</c> and <c>onet.pt</c>, or the same in safetensors.</summary>
    /// <param name="weights">The folder that the user named; null: where weights are looked for (<see cref="WeightStore"/>).</param>
    /// <param name="device">Where to compute; null: the CPU.</param>
    /// <param name="settings">How to look; null: as the released program.</param>
    /// <exception cref="Conversations.BadInputException">
    /// A file is nowhere, and the message names the command that fetches it; or it is no such network.
    /// </exception>
    public static FaceDetector Load(string? weights, Device? device = null, MtcnnSettings? settings = null)
    {
        var detector = new FaceDetector(settings ?? new MtcnnSettings(), device ?? CPU);
        try
        {
            foreach (var (file, network) in detector.Networks()) FaceWeights.Load(network, Find(file, weights), detector.device);
            return detector;
        }
        catch
        {
            detector.Dispose();
            throw;
        }
    }

    /// <summary>The files that <see cref="Load"/> reads.</summary>
    /// <exception cref="Conversations.BadInputException">A file is nowhere, and the message names the command that fetches it.</exception>
    public static IReadOnlyList<string> Files(string? weights) => [Find("pnet", weights), Find("rnet", weights), Find("onet", weights)];

    /// <summary>Finds the faces of a picture, the largest first.</summary>
    /// <exception cref="ArgumentException">There are more or fewer pixels than width and height say.</exception>
    public IReadOnlyList<Face> Detect(Frame frame)
    {
        using var untracked = no_grad();
        return Detect(new AreaSums(frame));
    }

    internal IReadOnlyList<Face> Detect(AreaSums picture)
    {
        var proposed = new Proposals(proposal, settings, device).Find(picture).Select(BoxMoves.Squared);
        var refined = Refine(picture, proposed).Select(BoxMoves.ShiftedByPixels).Select(BoxMoves.Squared);
        Face[] faces = [.. Confirm(picture, refined)];
        return [.. UnstableOrder.Descending([.. faces.Select(Area)]).Select(i => faces[i])];
    }

    internal IReadOnlyList<Candidate> Refine(AreaSums picture, IEnumerable<FaceBox> boxes)
    {
        var judged = Judgement.Of(refinement, picture, boxes, RefinementSide, device).Candidates;
        return Overlaps.WithoutUnions(judged.Where(candidate => candidate.Score > settings.Refined), Shared);
    }

    internal IEnumerable<Face> Confirm(AreaSums picture, IEnumerable<FaceBox> boxes)
    {
        var judged = Judgement.Of(output, picture, boxes, OutputSide, device);
        int[] faces = [.. Enumerable.Range(0, judged.Candidates.Count).Where(i => judged.Candidates[i].Score > settings.Found)];
        Candidate[] moved = [.. faces.Select(i => judged.Candidates[i] with { Box = BoxMoves.ShiftedByPixels(judged.Candidates[i]) })];
        return Overlaps.WithoutNested(moved, Shared)
            .Select(i => new Face(moved[i].Box, moved[i].Score, Landmarks(judged.Candidates[faces[i]].Box, judged.Points[faces[i]])));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, network) in Networks()) network.Dispose();
    }

    private static IReadOnlyList<FacePoint> Landmarks(FaceBox box, float[] points)
    {
        float width = box.Right - box.Left + 1, height = box.Bottom - box.Top + 1;
        return [.. Enumerable.Range(0, 5).Select(i => new FacePoint(width * points[i] + box.Left - 1, height * points[i + 5] + box.Top - 1))];
    }

    private static float Area(Face face) => (face.Box.Right - face.Box.Left) * (face.Box.Bottom - face.Box.Top);

    private static string Find(string file, string? weights) =>
        WeightStore.Locate(Name, file + ".pt", weights) ?? WeightStore.Locate(Name, file + ".safetensors", weights)
        ?? WeightStore.Find(Name, file + ".pt", weights);

    private IEnumerable<KeyValuePair<string, nn.Module>> Networks() =>
        [new("pnet", proposal), new("rnet", refinement), new("onet", output)];
}

using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>What R-Net or O-Net says of boxes, as plain numbers.</summary>
/// <param name="Candidates">The boxes with score and shift.</param>
/// <param name="Points">Ten numbers a box, or none: x of five landmarks, then y, in widths and heights of the box.</param>
internal sealed record Judgement(IReadOnlyList<Candidate> Candidates, IReadOnlyList<float[]> Points)
{
    private const int Most = 512;

    /// <summary>Asks a network about the pixels of boxes, made square; of a box with no pixel in the picture nothing is said.</summary>
    /// <param name="network">R-Net or O-Net.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="boxes">The boxes, already square.</param>
    /// <param name="side">The side that the network takes.</param>
    /// <param name="device">Where the network is.</param>
    public static Judgement Of(
        nn.Module<Tensor, StageScores> network, AreaSums picture, IEnumerable<FaceBox> boxes, int side, Device device)
    {
        var (candidates, points) = (new List<Candidate>(), new List<float[]>());
        var visible = boxes.Where(box => !BoxMoves.Pixels(box, picture.Width, picture.Height).IsEmpty);
        foreach (FaceBox[] some in visible.Chunk(Most))
        {
            using var scope = NewDisposeScope();
            PixelArea[] areas = [.. some.Select(box => BoxMoves.Pixels(box, picture.Width, picture.Height))];
            var scores = network.call(Patches.Of(picture, areas, side, side, device));
            float[][] face = Rows(scores.Face), shift = Rows(scores.Shift);
            candidates.AddRange(some.Select((box, i) => new Candidate(box, face[i][1], Box(shift[i]))));
            if (scores.Points is not null) points.AddRange(Rows(scores.Points));
        }
        return new Judgement(candidates, points);
    }

    private static FaceBox Box(float[] values) => new(values[0], values[1], values[2], values[3]);

    private static float[][] Rows(Tensor values) => [.. values.cpu().contiguous().data<float>().ToArray().Chunk((int)values.shape[1])];    // (B, ·)
}

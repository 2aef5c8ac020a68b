using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>MTCNN's first stage: P-Net over the pyramid.</summary>
internal sealed class Proposals(ProposalNetwork network, MtcnnSettings settings, Device device)
{
    private const int Stride = 2;
    private const float SharedInScale = 0.5f, SharedBetweenScales = 0.7f;

    /// <summary>Boxes that may hold a face, best first, their edges moved.</summary>
    public IReadOnlyList<FaceBox> Find(AreaSums picture)
    {
        var scales = Pyramid.Scales(picture.Width, picture.Height, settings);
        var distinct = scales.SelectMany(scale => Overlaps.WithoutUnions(Candidates(picture, scale), SharedInScale));
        return [.. Overlaps.WithoutUnions(distinct, SharedBetweenScales).Select(BoxMoves.Shifted)];
    }

    /// <summary>What P-Net says at one scale.</summary>
    public IReadOnlyList<Candidate> Candidates(AreaSums picture, double scale)
    {
        using var scope = NewDisposeScope();
        int width = Pyramid.Length(picture.Width, scale), height = Pyramid.Length(picture.Height, scale);
        return Boxes(network.call(Patches.Of(picture, [picture.Whole], width, height, device)), scale, settings.Proposed);
    }

    /// <summary>
    /// The boxes of the places whose score is high enough, row after row. A box lies in the picture where P-Net's cell does at that scale: a division
    /// in float32, which often hits whole numbers exactly; in float64, or by the reciprocal, boxes would differ by a pixel.
    /// </summary>
    public static IReadOnlyList<Candidate> Boxes(StageScores scores, double scale, float threshold)
    {
        var (face, shift) = (Values(scores.Face.select(1, 1)), Values(scores.Shift));        // (Y, X), (4, Y, X)
        int columns = (int)scores.Face.shape[3], places = face.Length;
        var found = new List<Candidate>();
        for (int i = 0; i < places; i++)
        {
            if (!(face[i] >= threshold)) continue;
            var moves = new FaceBox(shift[i], shift[places + i], shift[2 * places + i], shift[3 * places + i]);
            found.Add(new Candidate(Cell(i % columns, i / columns, (float)scale), face[i], moves));
        }
        return found;
    }

    private static FaceBox Cell(int x, int y, float scale) => new(
        MathF.Floor((Stride * x + 1) / scale), MathF.Floor((Stride * y + 1) / scale),
        MathF.Floor((Stride * x + Pyramid.Cell) / scale), MathF.Floor((Stride * y + Pyramid.Cell) / scale));

    private static float[] Values(Tensor values) => values.cpu().contiguous().data<float>().ToArray();
}

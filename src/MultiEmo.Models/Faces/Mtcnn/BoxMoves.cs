namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>
/// What happens to boxes between the networks. In float32, each operation rounded, in the reference's order: boxes of whole pixels depend on it.
/// </summary>
internal static class BoxMoves
{
    /// <summary>Moves the edges of a P-Net box.</summary>
    public static FaceBox Shifted(Candidate candidate) => Shifted(candidate, 0);

    /// <summary>Moves the edges of an R-Net or O-Net box, whose width and height count both of its edges' pixels.</summary>
    public static FaceBox ShiftedByPixels(Candidate candidate) => Shifted(candidate, 1);

    /// <summary>The square around the same middle with the longer side.</summary>
    public static FaceBox Squared(FaceBox box)
    {
        float height = box.Bottom - box.Top, width = box.Right - box.Left, side = MathF.Max(width, height);
        float left = box.Left + width * 0.5f - side * 0.5f, top = box.Top + height * 0.5f - side * 0.5f;
        return new FaceBox(left, top, left + side, top + side);
    }

    /// <summary>The pixels of a box that are in the picture: edges count from 1, and both belong to it.</summary>
    public static PixelArea Pixels(FaceBox box, int width, int height) => new(
        Math.Max((int)box.Left, 1) - 1, Math.Max((int)box.Top, 1) - 1, Math.Min((int)box.Right, width), Math.Min((int)box.Bottom, height));

    private static FaceBox Shifted(Candidate candidate, float edge)
    {
        var (box, shift) = (candidate.Box, candidate.Shift);
        float width = box.Right - box.Left + edge, height = box.Bottom - box.Top + edge;
        return new FaceBox(
            box.Left + shift.Left * width, box.Top + shift.Top * height, box.Right + shift.Right * width, box.Bottom + shift.Bottom * height);
    }
}

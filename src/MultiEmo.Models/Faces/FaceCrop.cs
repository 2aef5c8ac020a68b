using MultiEmo.Features.Video;

namespace MultiEmo.Models.Faces;

/// <summary>
/// A face, or a whole frame, as a network takes it: 224 x 224 pixels. It is resized by area as facenet-pytorch does it to tensors (each new
/// pixel is the mean of those it covers, so that an enlarged picture is made of blocks), and what is behind the point is cut off.
/// </summary>
/// <param name="Pixels">Red, green and blue of each pixel, row after row: 224 x 224 x 3.</param>
public sealed record FaceCrop(byte[] Pixels)
{
    /// <summary>Rows and columns.</summary>
    public const int Side = 224;

    /// <summary>Bytes of a crop.</summary>
    public const int Size = Side * Side * 3;

    /// <summary>The part of a frame inside a face's box, whose edges are cut to whole pixels; null: no pixel of the frame is in it.</summary>
    public static FaceCrop? Of(Frame frame, FaceBox box) => Of(new AreaSums(frame), box);

    /// <summary>The whole frame.</summary>
    public static FaceCrop Of(Frame frame)
    {
        var picture = new AreaSums(frame);
        return Of(picture, picture.Whole);
    }

    internal static FaceCrop? Of(AreaSums picture, FaceBox box)
    {
        var area = new PixelArea(
            (int)MathF.Max(box.Left, 0), (int)MathF.Max(box.Top, 0),
            (int)MathF.Min(box.Right, picture.Width), (int)MathF.Min(box.Bottom, picture.Height));
        return area.IsEmpty ? null : Of(picture, area);
    }

    private static FaceCrop Of(AreaSums picture, PixelArea area)
    {
        var means = new float[Size];
        picture.Resize(area, Side, Side, means);
        var pixels = new byte[Size];
        for (int i = 0; i < Size; i++) pixels[i] = (byte)means[i];
        return new FaceCrop(pixels);
    }
}

using MultiEmo.Features.Video;

namespace MultiEmo.Models.Faces.Speaking;

/// <summary>Frames whose longer side is at most 960 pixels: enough to see a mouth, and cheap to look for faces in.</summary>
internal static class SmallFrame
{
    private const int MostPixels = 960, Colours = 3;

    /// <summary>By how much pictures of a size are made smaller: a whole number.</summary>
    public static int Factor(int width, int height) => (Math.Max(width, height) + MostPixels - 1) / MostPixels;

    /// <summary>The frame made smaller; the same where it is small.</summary>
    public static Frame Of(Frame frame)
    {
        int factor = Factor(frame.Width, frame.Height), width = frame.Width / factor, height = frame.Height / factor;
        if (factor == 1 || width == 0 || height == 0) return frame;
        var means = new float[width * height * Colours];
        new AreaSums(frame).Resize(new PixelArea(0, 0, width * factor, height * factor), width, height, means);
        return new Frame(width, height, Array.ConvertAll(means, mean => (byte)mean), frame.Time);
    }
}

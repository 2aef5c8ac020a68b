using System.Numerics.Tensors;
using MultiEmo.Features.Video;

namespace MultiEmo.Models.Faces;

/// <summary>
/// A picture whose parts can be resized by area: each new pixel is the mean of the pixels that it covers, whole ones only, so that neighbours may
/// share some (adaptive average pooling). The sums of all rectangles that begin in the upper left corner are kept, so that a mean costs the same
/// whatever it covers, and every part and size of the pyramid comes from one pass over the picture. They are whole numbers: nothing is rounded but
/// the means. Sums wrap around at 2^32, which leaves differences right as long as one new pixel covers less than 2^24 old ones.
/// </summary>
internal sealed class AreaSums
{
    private const int Colours = 3;
    private readonly uint[] sums;
    private readonly int stride;

    /// <summary>Adds a picture up.</summary>
    /// <exception cref="ArgumentException">It has another number of pixels than width and height say, or none.</exception>
    public AreaSums(Frame frame)
    {
        bool whole = frame.Width > 0 && frame.Height > 0 && frame.Pixels.LongLength == (long)frame.Width * frame.Height * Colours;
        if (!whole) throw new ArgumentException($"{frame.Pixels.Length} bytes are no {frame.Width} x {frame.Height} pixels", nameof(frame));
        (Width, Height) = (frame.Width, frame.Height);
        stride = (Width + 1) * Colours;
        sums = GC.AllocateUninitializedArray<uint>(checked(stride * (Height + 1)));
        sums.AsSpan(0, stride).Clear();
        for (int y = 0; y < Height; y++) AddRow(frame.Pixels.AsSpan(y * Width * Colours, Width * Colours), y);
    }

    /// <summary>Columns of the picture.</summary>
    public int Width { get; }

    /// <summary>Rows of the picture.</summary>
    public int Height { get; }

    /// <summary>The whole picture.</summary>
    public PixelArea Whole => new(0, 0, Width, Height);

    /// <summary>Resizes a part of the picture.</summary>
    /// <param name="area">The part, not empty, inside the picture.</param>
    /// <param name="width">New columns.</param>
    /// <param name="height">New rows.</param>
    /// <param name="means">Takes height x width x 3 means, 0 to 255.</param>
    public void Resize(PixelArea area, int width, int height, Span<float> means)
    {
        Span<int> starts = stackalloc int[width], ends = stackalloc int[width];
        for (int x = 0; x < width; x++) (starts[x], ends[x]) = (Start(x, area.Width, width), End(x, area.Width, width));
        var band = new uint[(area.Width + 1) * Colours];
        for (int y = 0; y < height; y++)
        {
            int top = Start(y, area.Height, height), bottom = End(y, area.Height, height);
            Band(area, top, bottom, band);
            Row(band, starts, ends, bottom - top, means.Slice(y * width * Colours, width * Colours));
        }
    }

    private static int Start(int index, int from, int to) => (int)((long)index * from / to);

    private static int End(int index, int from, int to) => (int)((((long)index + 1) * from + to - 1) / to);

    private void AddRow(ReadOnlySpan<byte> pixels, int y)
    {
        var above = sums.AsSpan(y * stride, stride);
        var row = sums.AsSpan((y + 1) * stride, stride);
        row[..Colours].Clear();
        uint red = 0, green = 0, blue = 0;
        for (int i = 0; i < pixels.Length; i += Colours)
        {
            row[i + 3] = above[i + 3] + (red += pixels[i]);
            row[i + 4] = above[i + 4] + (green += pixels[i + 1]);
            row[i + 5] = above[i + 5] + (blue += pixels[i + 2]);
        }
    }

    // Sums of columns between two rows, from the left edge of the picture.
    private void Band(PixelArea area, int top, int bottom, uint[] band)
    {
        var lower = sums.AsSpan((area.Top + bottom) * stride + area.Left * Colours, band.Length);
        var upper = sums.AsSpan((area.Top + top) * stride + area.Left * Colours, band.Length);
        TensorPrimitives.Subtract(lower, upper, band);
    }

    // Divided by rows, then by columns: so are the reference's means rounded.
    private static void Row(ReadOnlySpan<uint> band, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends, float rows, Span<float> means)
    {
        for (int x = 0; x < starts.Length; x++)
        {
            var left = band.Slice(starts[x] * Colours, Colours);
            var right = band.Slice(ends[x] * Colours, Colours);
            float columns = ends[x] - starts[x];
            for (int c = 0; c < Colours; c++) means[x * Colours + c] = (right[c] - left[c]) / rows / columns;
        }
    }
}

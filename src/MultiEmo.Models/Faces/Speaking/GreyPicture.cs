using MultiEmo.Features.Video;

namespace MultiEmo.Models.Faces.Speaking;

/// <summary>A frame in grey, made smaller by whole numbers so that long ones can wait in memory.</summary>
internal sealed class GreyPicture
{
    private const int Colours = 3, CutStep = 4;

    // Grey levels, of 255, by which the whole picture changes on average where another shot begins.
    private const double CutChange = 30;
    private readonly byte[] grey;

    /// <summary>Takes a frame's colours, which may change afterwards.</summary>
    public GreyPicture(Frame frame)
    {
        (Width, Height, Time) = (frame.Width, frame.Height, frame.Time);
        grey = new byte[Width * Height];
        for (int i = 0, at = 0; i < grey.Length; i++, at += Colours)
            grey[i] = (byte)((frame.Pixels[at] * 77 + frame.Pixels[at + 1] * 150 + frame.Pixels[at + 2] * 29) >> 8);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>When it is shown, in seconds from the file's start.</summary>
    public double Time { get; }

    /// <summary>The grey level, 0 to 255, at a point between pixels; outside the picture that of its edge.</summary>
    public float At(float x, float y)
    {
        x = Math.Clamp(x, 0, Width - 1);
        y = Math.Clamp(y, 0, Height - 1);
        int left = Math.Min((int)x, Math.Max(0, Width - 2)), top = Math.Min((int)y, Math.Max(0, Height - 2));
        int right = Math.Min(left + 1, Width - 1), below = Math.Min(top + 1, Height - 1) * Width;
        float across = x - left, down = y - top;
        float upper = grey[top * Width + left] + (grey[top * Width + right] - grey[top * Width + left]) * across;
        float lower = grey[below + left] + (grey[below + right] - grey[below + left]) * across;
        return upper + (lower - upper) * down;
    }

    /// <summary>Whether another shot begins with this picture.</summary>
    /// <param name="before">The picture before it; null: there is none.</param>
    public bool IsCut(GreyPicture? before)
    {
        if (before is null || before.grey.Length != grey.Length) return false;
        long change = 0;
        int count = 0;
        for (int i = 0; i < grey.Length; i += CutStep, count++) change += Math.Abs(grey[i] - before.grey[i]);
        return change > CutChange * count;
    }
}

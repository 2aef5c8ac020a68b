namespace MultiEmo.Models.Faces;

/// <summary>A rectangle of whole pixels.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Right">The column behind its last.</param>
/// <param name="Bottom">The row behind its last.</param>
internal readonly record struct PixelArea(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Whether it holds no pixel.</summary>
    public bool IsEmpty => Right <= Left || Bottom <= Top;

    /// <summary>Its columns.</summary>
    public int Width => Right - Left;

    /// <summary>Its rows.</summary>
    public int Height => Bottom - Top;
}

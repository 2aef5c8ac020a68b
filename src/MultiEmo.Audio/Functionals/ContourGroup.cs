using MultiEmo.Audio.Levels;

namespace MultiEmo.Audio.Functionals;

/// <summary>Some neighbouring contours of a level, and as many of their frames as functionals are to see.</summary>
/// <param name="level">Where the contours are kept.</param>
/// <param name="first">Place of the first of them.</param>
/// <param name="count">How many there are.</param>
internal sealed class ContourGroup(ContourLevel level, int first, int count)
{
    /// <summary>Takes all contours of a level.</summary>
    public ContourGroup(ContourLevel level)
        : this(level, 0, level.Width)
    {
    }

    /// <summary>Number of contours.</summary>
    public int Count => count;

    /// <summary>Number of frames: all that the level holds, or fewer where functionals see fewer (<see cref="SeenFrames"/>).</summary>
    public int Frames { get; init => field = (int)Math.Min(value, level.Frames); } = (int)level.Frames;

    /// <summary>Copies the first frames of one contour.</summary>
    public void CopyColumn(int column, Span<float> values) => level.CopyColumn(first + column, values);
}

namespace MultiEmo.Audio.Functionals.Segments;

/// <summary>A way to cut a contour into segments.</summary>
/// <param name="limit">Most segments that are found; the rest of the contour is then left out.</param>
internal abstract class Segmentation(int limit)
{
    /// <summary>Most segments that are found.</summary>
    public int Limit => limit;

    /// <summary>Fills in the segments' lengths in frames, in the order of time.</summary>
    /// <param name="contour">What to cut.</param>
    /// <param name="lengths">Room for <see cref="Limit"/> lengths.</param>
    /// <returns>How many segments there are.</returns>
    public abstract int Find(in Contour contour, Span<int> lengths);
}

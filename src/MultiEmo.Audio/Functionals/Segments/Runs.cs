namespace MultiEmo.Audio.Functionals.Segments;

/// <summary>Takes for a segment each run of at least three frames that are 0, or that are not; a single frame of the other sort does not end
/// it.</summary>
/// <remarks>A segment's length is the distance of its last from its first frame, one less than the frames it spans, as openSMILE 3 measures
/// it.</remarks>
/// <param name="ofZeros">Whether the frames sought are those that are 0.</param>
/// <param name="limit">Most segments that are found.</param>
internal sealed class Runs(bool ofZeros, int limit) : Segmentation(limit)
{
    private const int FewestFrames = 3;
    private const int Pause = 2;

    /// <inheritdoc/>
    public override int Find(in Contour contour, Span<int> lengths)
    {
        var (count, frames, first, last) = (0, 0, 0, 0);
        for (var n = 0; n < contour.Frames; n++)
        {
            if (contour.Values[n] == 0 != ofZeros)
                continue;
            if (frames > 0 && n - last > Pause)
                (count, frames) = (Close(lengths, count, frames, last - first), 0);
            if (frames == 0)
                first = n;
            (last, frames) = (n, frames + 1);
        }
        return Close(lengths, count, frames, last - first);
    }

    private static int Close(Span<int> lengths, int count, int frames, int length)
    {
        if (frames < FewestFrames || count == lengths.Length)
            return count;
        lengths[count] = length;
        return count + 1;
    }
}

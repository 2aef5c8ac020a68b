namespace MultiEmo.Audio.Functionals.Segments;

/// <summary>Begins a segment wherever the mean of three frames passes a quarter or three quarters of the range, unless the last has only just
/// begun.</summary>
/// <remarks>As openSMILE 3 does it: a segment is longer than N / limit - 1 frames, and than 2; the first begins half of that before the contour;
/// what lies behind the last crossing is no segment. The running sum is never renewed, so its rounding is part of the result.</remarks>
/// <param name="limit">Most segments that are found.</param>
internal sealed class ThresholdCrossings(int limit) : Segmentation(limit)
{
    private const float Low = 0.25f;
    private const float High = 0.75f;
    private const int Window = 3;

    /// <inheritdoc/>
    public override int Find(in Contour contour, Span<int> lengths)
    {
        var values = contour.Values;
        var low = contour.Summary.Minimum + (contour.Summary.Range * Low);
        var high = contour.Summary.Minimum + (contour.Summary.Range * High);
        var shortest = Math.Max((values.Length / Limit) - 1, 2);
        var (begin, count, sum, last) = (-shortest / 2, 0, 0f, 0f);
        for (var n = 0; n < values.Length; n++)
        {
            sum = n < Window ? sum + values[n] : sum + values[n] - values[n - Window];
            var mean = sum / Math.Min(n + 1, Window);
            if ((Crosses(last, mean, low) || Crosses(last, mean, high)) && n - begin > shortest)
            {
                if (count < Limit)
                    lengths[count++] = n - begin;
                begin = n;
            }
            last = mean;
        }
        return count;
    }

    private static bool Crosses(float from, float to, float level) => (to > level && from <= level) || (to < level && from >= level);
}

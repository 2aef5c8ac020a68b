namespace MultiEmo.Audio.Functionals.Peaks;

/// <summary>Finds the peaks and valleys that stand out: local extrema, thinned until they move by a tenth of the range and both kinds
/// alternate.</summary>
/// <remarks>The thinning follows openSMILE 3 step by step, since every number about peaks depends on which of them survive. The two frames at
/// either end are never extrema.</remarks>
internal static class PeakPicking
{
    private const int Margin = 2;
    private const float LeastRise = 0.1f;

    /// <summary>Fills in the extrema in the order of time and tells how many there are.</summary>
    /// <param name="values">The contour.</param>
    /// <param name="range">Its range.</param>
    /// <param name="extrema">Room for as many as there are frames.</param>
    public static int Find(ReadOnlySpan<float> values, float range, Span<Extremum> extrema)
    {
        var rise = LeastRise * range;
        extrema = extrema[..Local(values, extrema)];
        new LowPeaks(extrema, values[0], rise).Drop();
        extrema = extrema[..KeepDeepValleys(extrema, values[0], rise)];
        return Alternate(extrema);
    }

    private static int Local(ReadOnlySpan<float> values, Span<Extremum> extrema)
    {
        var count = 0;
        for (var n = Margin; n < values.Length - Margin; n++)
        {
            var (before, x, after) = (values[n - 1], values[n], values[n + 1]);
            var isPeak = x > before && x > after;
            if (isPeak || (x < before && x < after))
                extrema[count++] = new(n, x, isPeak);
        }
        return count;
    }

    /// <summary>Keeps all that was not dropped but the valleys that do not lie deep enough below the peak before them.</summary>
    private static int KeepDeepValleys(Span<Extremum> extrema, float first, float rise)
    {
        var (peak, count) = (first, 0);
        foreach (var extremum in extrema)
        {
            if (extremum.IsDropped || (!extremum.IsPeak && peak - extremum.Value < rise))
                continue;
            if (extremum.IsPeak)
                peak = extremum.Value;
            extrema[count++] = extremum;
        }
        return count;
    }

    /// <summary>Of neighbours of one kind keeps the more extreme, the first of equals.</summary>
    private static int Alternate(Span<Extremum> extrema)
    {
        var count = 0;
        foreach (var next in extrema)
        {
            var repeats = count > 0 && extrema[count - 1].IsPeak == next.IsPeak;
            if (!repeats)
                extrema[count++] = next;
            else if (next.IsPeak ? next.Value > extrema[count - 1].Value : next.Value < extrema[count - 1].Value)
                extrema[count - 1] = next;
        }
        return count;
    }
}

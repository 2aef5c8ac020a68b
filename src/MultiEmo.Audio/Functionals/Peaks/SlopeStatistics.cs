namespace MultiEmo.Audio.Functionals.Peaks;

/// <summary>Mean and standard deviation of the slopes from valley to peak and from peak to valley (a fall is positive), in the contour's unit per
/// second.</summary>
/// <remarks>The first frame stands for the extremum before the first. As openSMILE 3 computes it, with its turns: the stretch behind the last
/// extremum counts for the means (with its own sign, so behind a peak negative) and in the deviation's divisor but not in its sum; a contour
/// without extrema has one slope, (last - first) / N per frame, falling if it is negative.</remarks>
internal sealed class SlopeStatistics : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["meanRisingSlope", "stddevRisingSlope", "meanFallingSlope", "stddevFallingSlope"];

    /// <inheritdoc/>
    public override Preparation Needs => Preparation.Extrema;

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        if (contour.Extrema.IsEmpty)
        {
            var slope = (contour.Values[^1] - contour.Values[0]) / contour.Frames;
            (output[0], output[2]) = (MathF.Max(slope, 0), MathF.Min(slope, 0));
            return;
        }
        Describe(contour, rising: true, output);
        Describe(contour, rising: false, output[2..]);
    }

    private static void Describe(in Contour contour, bool rising, Span<float> output)
    {
        var (sum, count) = (0f, 0);
        for (var i = First(contour.Extrema, rising); i < contour.Extrema.Length; i += 2)
            (sum, count) = (sum + Slope(contour, i), count + 1);
        if (contour.Extrema[^1].IsPeak != rising)
            (sum, count) = (sum + LastSlope(contour), count + 1);
        var mean = sum / Math.Max(count, 1);
        var squares = 0f;
        for (var i = First(contour.Extrema, rising); i < contour.Extrema.Length; i += 2)
            squares += Square(Slope(contour, i) - mean);
        (output[0], output[1]) = (mean, MathF.Sqrt(squares / Math.Max(count, 1)));
    }

    private static int First(ReadOnlySpan<Extremum> extrema, bool rising) => extrema[0].IsPeak == rising ? 0 : 1;

    private static float Slope(in Contour contour, int index)
    {
        var to = contour.Extrema[index];
        var from = index == 0 ? new(0, contour.Values[0], !to.IsPeak) : contour.Extrema[index - 1];
        var change = to.IsPeak ? to.Value - from.Value : from.Value - to.Value;
        return change / ((to.Frame - from.Frame) * (float)contour.Period);
    }

    private static float LastSlope(in Contour contour)
    {
        var last = contour.Extrema[^1];
        return (contour.Values[^1] - last.Value) / ((contour.Frames - 1 - last.Frame) * (float)contour.Period);
    }

    private static float Square(float x) => x * x;
}

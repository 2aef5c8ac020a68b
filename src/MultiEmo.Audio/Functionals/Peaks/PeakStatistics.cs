namespace MultiEmo.Audio.Functionals.Peaks;

/// <summary>How far apart the peaks lie (seconds), how high they are (the contour's unit) and how both kinds of extrema vary against the
/// contour.</summary>
/// <remarks>Shares of the range stay within 1; the ratio of the peaks' mean to the contour's is limited to 20 (see <see cref="RatioLimit"/>) and is
/// 20 for a mean of 0. As openSMILE 3 computes it.</remarks>
internal sealed class PeakStatistics : ContourFunctional
{
    private const float RatioBound = 10f;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } =
    [
        "meanPeakDist", "peakDistStddev", "peakRangeAbs", "peakRangeRel",
        "peakMeanAbs", "peakMeanMeanDist", "peakMeanRel", "minRangeRel",
    ];

    /// <inheritdoc/>
    public override Preparation Needs => Preparation.Extrema;

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        var (peaks, valleys) = (default(ExtremumTally), default(ExtremumTally));
        foreach (var extremum in contour.Extrema)
        {
            if (extremum.IsPeak)
                peaks.Add(extremum);
            else
                valleys.Add(extremum);
        }
        var period = (float)contour.Period;
        output[0] = peaks.MeanDistance * period;
        output[1] = Deviation(contour.Extrema, peaks) * period;
        Heights(peaks, contour.Summary, output[2..]);
        output[7] = Share(valleys.Range, contour.Summary.Range);
    }

    private static void Heights(in ExtremumTally peaks, in ContourSummary summary, Span<float> output)
    {
        output[0] = peaks.Range;
        output[1] = Share(peaks.Range, summary.Range);
        output[2] = peaks.Mean;
        output[3] = peaks.Mean - summary.Mean;
        output[4] = summary.Mean == 0 ? 2 * RatioBound : RatioLimit.Soften(peaks.Mean / summary.Mean, RatioBound, RatioBound);
    }

    // Compares each peak's distance from the valley before it, not from the peak before it, with the mean distance of peaks: openSMILE 3 does so.
    private static float Deviation(ReadOnlySpan<Extremum> extrema, in ExtremumTally peaks)
    {
        var sum = 0f;
        for (var i = 2; i < extrema.Length; i++)
        {
            if (!extrema[i].IsPeak)
                continue;
            var difference = extrema[i].Frame - extrema[i - 1].Frame - peaks.MeanDistance;
            sum += difference * difference;
        }
        return MathF.Sqrt(sum / Math.Max(peaks.Gaps, 1));
    }

    private static float Share(float part, float range) => range == 0 ? part : MathF.Min(MathF.Abs(part / range), 1);
}

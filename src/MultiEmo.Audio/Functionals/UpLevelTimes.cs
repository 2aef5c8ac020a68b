namespace MultiEmo.Audio.Functionals;

/// <summary>Share of the frames, 0 to 1, that lie above a quarter, half, three quarters and nine tenths of the range.</summary>
internal sealed class UpLevelTimes : ContourFunctional
{
    private static readonly float[] Shares = [0.25f, 0.50f, 0.75f, 0.90f];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["upleveltime25", "upleveltime50", "upleveltime75", "upleveltime90"];

    /// <inheritdoc/>
    public override Preparation Needs => Preparation.Order;

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        for (var i = 0; i < Shares.Length; i++)
        {
            var level = (Shares[i] * contour.Summary.Range) + contour.Summary.Minimum;
            output[i] = (float)(contour.Frames - CountUpTo(contour.Sorted, level)) / contour.Frames;
        }
    }

    // Halves the stretch in which the first value above the level lies.
    private static int CountUpTo(ReadOnlySpan<float> sorted, float level)
    {
        var (from, to) = (0, sorted.Length);
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            (from, to) = sorted[middle] <= level ? (middle + 1, to) : (from, middle);
        }
        return from;
    }
}

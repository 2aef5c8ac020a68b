namespace MultiEmo.Audio.Functionals.Peaks;

/// <summary>Peaks per second.</summary>
internal sealed class PeakRate : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["numPeaks"];

    /// <inheritdoc/>
    public override Preparation Needs => Preparation.Extrema;

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        var peaks = 0;
        foreach (var extremum in contour.Extrema)
            peaks += extremum.IsPeak ? 1 : 0;
        output[0] = peaks / (contour.Frames * (float)contour.Period);
    }
}

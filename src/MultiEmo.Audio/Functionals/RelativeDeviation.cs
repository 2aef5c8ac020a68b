namespace MultiEmo.Audio.Functionals;

/// <summary>Standard deviation over mean, without unit and with the mean's sign (over 1 where the mean is 0); 0 for a constant contour.</summary>
internal sealed class RelativeDeviation : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["stddevNorm"];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        var mean = contour.Summary.Mean;
        var variance = CentralSums.Of(contour.Values, mean).Second / contour.Frames;
        output[0] = (float)(Math.Sqrt(variance) / (mean == 0 ? 1.0 : mean));
    }
}

namespace MultiEmo.Audio.Functionals;

/// <summary>Standard deviation (the contour's unit), skewness and kurtosis (both without unit) about the mean; all 0 for a constant
/// contour.</summary>
/// <remarks>With m_k = sum((x - mean)^k) / N: sqrt(m2), m3 / m2^(3/2) and m4 / m2^2 (3 for a normal distribution).</remarks>
internal sealed class Moments : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["stddev", "skewness", "kurtosis"];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        var sums = CentralSums.Of(contour.Values, contour.Summary.Mean);
        var variance = sums.Second / contour.Frames;
        if (variance <= 0)
            return;
        var deviation = Math.Sqrt(variance);
        output[0] = (float)deviation;
        output[1] = (float)(sums.Third / (contour.Frames * variance * deviation));
        output[2] = (float)(sums.Fourth / (contour.Frames * variance * variance));
    }
}

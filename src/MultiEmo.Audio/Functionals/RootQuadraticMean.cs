namespace MultiEmo.Audio.Functionals;

/// <summary>Root of the mean square, sqrt(sum(x^2) / N), in the contour's unit.</summary>
internal sealed class RootQuadraticMean : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["rqmean"];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        var sum = 0.0;
        foreach (var x in contour.Values)
            sum += (double)x * x;
        output[0] = (float)Math.Sqrt(sum / contour.Frames);
    }
}

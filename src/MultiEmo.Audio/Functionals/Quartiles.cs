namespace MultiEmo.Audio.Functionals;

/// <summary>The three quartiles and the ranges between them, in the contour's unit.</summary>
internal sealed class Quartiles : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["quartile1", "quartile2", "quartile3", "iqr1-2", "iqr2-3", "iqr1-3"];

    /// <inheritdoc/>
    public override Preparation Needs => Preparation.Order;

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        for (var quartile = 0; quartile < 3; quartile++)
            output[quartile] = Quantile.At(contour.Sorted, 0.25 * (quartile + 1));
        output[3] = output[1] - output[0];
        output[4] = output[2] - output[1];
        output[5] = output[2] - output[0];
    }
}

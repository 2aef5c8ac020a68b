namespace MultiEmo.Audio.Functionals;

/// <summary>Mean of the values, sum(x) / N, in the contour's unit.</summary>
internal sealed class ArithmeticMean : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["amean"];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output) => output[0] = contour.Summary.Mean;
}

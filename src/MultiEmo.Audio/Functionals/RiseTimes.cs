namespace MultiEmo.Audio.Functionals;

/// <summary>Share of the steps in which the contour rises, and share of its inner frames at which it curves to the left (its slope grows), 0 to
/// 1.</summary>
internal sealed class RiseTimes : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["risetime", "leftctime"];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        var values = contour.Values;
        var (rising, left) = (0, 0);
        for (var n = 1; n < values.Length; n++)
            rising += values[n] > values[n - 1] ? 1 : 0;
        for (var n = 1; n < values.Length - 1; n++)
            left += values[n + 1] - values[n] > values[n] - values[n - 1] ? 1 : 0;
        output[0] = (float)rising / Math.Max(values.Length - 1, 1);
        output[1] = (float)left / Math.Max(values.Length - 2, 1);
    }
}

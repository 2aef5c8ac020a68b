using System.Globalization;

namespace MultiEmo.Audio.Functionals;

/// <summary>Some percentiles and the range from the first to the last of them, in the contour's unit.</summary>
/// <param name="shares">Shares from 0 to 1, ascending.</param>
internal sealed class Percentiles(params double[] shares) : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } =
    [
        .. shares.Select(share => string.Create(CultureInfo.InvariantCulture, $"percentile{share * 100:F1}")),
        $"pctlrange0-{shares.Length - 1}",
    ];

    /// <inheritdoc/>
    public override Preparation Needs => Preparation.Order;

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        for (var i = 0; i < shares.Length; i++)
            output[i] = Quantile.At(contour.Sorted, shares[i]);
        output[shares.Length] = MathF.Abs(output[shares.Length - 1] - output[0]);
    }
}

namespace MultiEmo.Audio.Functionals;

/// <summary>Geometric mean of the magnitudes of all values but 0, over the arithmetic mean of all magnitudes; without unit, 1 for a contour of
/// zeros.</summary>
/// <remarks>exp(sum(ln |x|, x != 0) / number of x != 0) / (sum(|x|) / N), as openSMILE 3 computes it: since the two means differ in what they
/// count, a contour with many zeros may exceed 1.</remarks>
internal sealed class Flatness : ContourFunctional
{
    // A product within these bounds can take one more float as factor and still be a normal double.
    private const double SmallProduct = 1e-200;
    private const double LargeProduct = 1e200;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["flatness"];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        var (sum, count) = (0.0, 0);
        foreach (var x in contour.Values)
        {
            sum += Math.Abs(x);
            count += x != 0 ? 1 : 0;
        }
        output[0] = sum == 0 ? 1 : (float)(Math.Exp(LogSum(contour.Values) / count) / (sum / contour.Frames));
    }

    // Multiplies as long as the product stays in range, since a logarithm costs many products.
    private static double LogSum(ReadOnlySpan<float> values)
    {
        var (sum, product) = (0.0, 1.0);
        foreach (var x in values)
        {
            product *= x != 0 ? Math.Abs(x) : 1;
            if (product is > SmallProduct and < LargeProduct)
                continue;
            sum += Math.Log(product);
            product = 1;
        }
        return sum + Math.Log(product);
    }
}

namespace MultiEmo.Audio.Functionals;

/// <summary>Mean of the values above 0, in the contour's unit; of a delta contour it tells how fast the descriptor rises where it rises. 0 if no
/// value is positive. As openSMILE 3 computes it.</summary>
internal sealed class PositiveMean : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["posamean"];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        var (sum, count) = (0.0, 0);
        foreach (var x in contour.Values)
        {
            sum += x > 0 ? x : 0;
            count += x > 0 ? 1 : 0;
        }
        output[0] = (float)(sum / Math.Max(count, 1));
    }
}

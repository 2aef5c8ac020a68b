namespace MultiEmo.Audio.Functionals;

/// <summary>Share of the frames whose value is not 0, 0 to 1; of a pitch contour the share of voiced frames.</summary>
internal sealed class NonZeroShare : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["nnz"];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        var count = 0;
        foreach (var x in contour.Values)
            count += x != 0 ? 1 : 0;
        output[0] = (float)count / contour.Frames;
    }
}

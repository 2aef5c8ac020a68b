namespace MultiEmo.Audio.Functionals;

/// <summary>Range (the contour's unit) and where the first maximum and the first minimum lie, as a share of the frames from 0 to below 1.</summary>
internal sealed class Extremes : ContourFunctional
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["range", "maxPos", "minPos"];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        output[0] = contour.Summary.Range;
        output[1] = (float)contour.Values.IndexOf(contour.Summary.Maximum) / contour.Frames;
        output[2] = (float)contour.Values.IndexOf(contour.Summary.Minimum) / contour.Frames;
    }
}

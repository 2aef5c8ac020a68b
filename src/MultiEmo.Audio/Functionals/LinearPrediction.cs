namespace MultiEmo.Audio.Functionals;

/// <summary>Linear prediction of a frame from the five before it, by the autocorrelation method: gain (mean squared error, the contour's unit
/// squared) and the coefficients a_1..a_5 of x[n] + sum(a_k x[n-k]) (without unit); all 0 for a contour of zeros.</summary>
/// <remarks>Levinson-Durbin recursion, see Makhoul, Linear prediction: a tutorial review (Proceedings of the IEEE 63, 1975). A slow contour makes
/// the equations nearly singular, so rounding shows in the coefficients; therefore everything is summed in single precision and in openSMILE 3's
/// order.</remarks>
internal sealed class LinearPrediction : ContourFunctional
{
    private const int Order = 5;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["lpgain", "lpc0", "lpc1", "lpc2", "lpc3", "lpc4"];

    /// <inheritdoc/>
    public override void Compute(in Contour contour, Span<float> output)
    {
        Span<float> correlation = stackalloc float[Order + 1];
        Autocorrelation.Compute(contour.Values, correlation);
        if (correlation[0] != 0)
            output[0] = Solve(correlation, output.Slice(1, Order)) / contour.Frames;
    }

    /// <summary>Finds the coefficients, which must be 0 on entry, and returns the error that they leave.</summary>
    private static float Solve(ReadOnlySpan<float> correlation, Span<float> coefficients)
    {
        Span<float> mirrored = stackalloc float[Order];
        var error = correlation[0];
        for (var known = 0; known < Order && error != 0; known++)
        {
            var rest = correlation[known + 1];
            for (var i = 0; i < known; i++)
                rest += coefficients[i] * correlation[known - i];
            var reflection = -1f / error * rest;
            coefficients[..known].CopyTo(mirrored);
            for (var i = 0; i < known; i++)
                coefficients[i] += reflection * mirrored[known - 1 - i];
            coefficients[known] = reflection;
            error *= 1f - (reflection * reflection);
        }
        return error;
    }
}

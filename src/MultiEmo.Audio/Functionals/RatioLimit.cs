namespace MultiEmo.Audio.Functionals;

/// <summary>Keeps ratios whose denominator may come near 0 within bounds: exact up to a limit, beyond it ever flatter, never past limit +
/// excess.</summary>
/// <remarks>Beyond the limit L, with excess E: y = L + E tanh((sqrt(x - L + 1) - 1) / (E / 2)), and the same mirrored below -L; as openSMILE 3
/// computes it, the hyperbolic tangent by way of the logistic function in single precision.</remarks>
internal static class RatioLimit
{
    /// <summary>Limits a ratio.</summary>
    public static float Soften(float x, float limit, float excess)
    {
        if (x > limit)
            return (Tanh(Excess(x - limit, excess)) * excess) + limit;
        if (x < -limit)
            return (Tanh(-Excess(-(x + limit), excess)) * excess) - limit;
        return x;
    }

    private static float Excess(float beyond, float excess) => (float)((Math.Sqrt(beyond + 1.0) - 1.0) / (excess * 0.5));

    private static float Tanh(float x) => (2f * (float)(1.0 / (1.0 + Math.Exp(-(2f * x))))) - 1f;
}

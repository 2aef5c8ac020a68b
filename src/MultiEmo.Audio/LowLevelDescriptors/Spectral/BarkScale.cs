namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>The Bark scale of critical bands: how far apart two frequencies are for the ear.</summary>
/// <remarks>
/// z = 26.81 f / (1960 + f) - 0.53, below 2 Bark 0.85 z + 0.3, above 20.1 Bark 1.22 z - 4.422. Traunmueller, Analytical expressions for the
/// tonotopic sensory scale (JASA 88, 1990); below 2 Bark he has z + 0.15 (2 - z), the same.
/// </remarks>
internal static class BarkScale
{
    private const double LowEnd = 2.0;
    private const double HighEnd = 20.1;

    /// <summary>Bark of a frequency in Hz; 0 at 0 Hz.</summary>
    public static double OfHertz(double hertz)
    {
        if (hertz <= 0.0)
            return 0.0;
        var z = (26.81 / (1.0 + (1960.0 / hertz))) - 0.53;
        return z < LowEnd ? (0.85 * z) + 0.3 : z > HighEnd ? (1.22 * z) - (0.22 * HighEnd) : z;
    }
}

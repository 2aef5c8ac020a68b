namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Power spectrum in decibels.</summary>
/// <remarks>L[k] = 10 log10 max(P[k], 1e-14) dB.</remarks>
internal static class LogSpectrum
{
    /// <summary>Least power, the square of a magnitude of 1e-7.</summary>
    public const float Floor = 0.0000001f * 0.0000001f;

    private static readonly float Scale = (float)(10.0 / Math.Log(10.0));
    private static readonly float FloorLevel = (float)Level(Floor);

    /// <summary>Decibels of a power spectrum's bins.</summary>
    public static void Compute(ReadOnlySpan<float> power, Span<float> decibels)
    {
        for (var k = 0; k < power.Length; k++)
            decibels[k] = power[k] <= Floor ? FloorLevel : Scale * MathF.Log(power[k]);
    }

    /// <summary>Decibels of a ratio of powers.</summary>
    public static double Level(float ratio) => 10.0 * MathF.Log(ratio) / Math.Log(10.0);
}

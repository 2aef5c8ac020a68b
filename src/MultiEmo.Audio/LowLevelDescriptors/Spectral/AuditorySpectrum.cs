namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Loudness in each mel band: power weighted by the ear's sensitivity and compressed as the ear compresses it.</summary>
/// <remarks>
/// A[m] = (E(f[m]) max(B[m], 9.3e-10))^0.33, f[m] the band's centre and E the equal-loudness weight; about sone. Stevens' power law of
/// hearing, as in Hermansky, Perceptual linear predictive analysis of speech (JASA 87, 1990).
/// </remarks>
internal sealed class AuditorySpectrum
{
    /// <summary>Least power of a band.</summary>
    public const float Floor = 0.00000000093f;

    /// <summary>Exponent of loudness.</summary>
    public const float Compression = 0.33f;

    private readonly float[] weights;

    /// <summary>Prepares the weight of each band.</summary>
    /// <param name="centres">Centres of the bands in Hz.</param>
    public AuditorySpectrum(double[] centres) => weights = [.. centres.Select(centre => (float)EqualLoudness.Weight(centre))];

    /// <summary>Loudness of each band from its power.</summary>
    public void Compute(ReadOnlySpan<float> bands, Span<float> auditory)
    {
        for (var m = 0; m < weights.Length; m++)
            auditory[m] = (float)Math.Pow(MathF.Max(bands[m], Floor) * weights[m], Compression);
    }

    /// <summary>Mean over the bands of an auditory spectrum: the frame's loudness.</summary>
    public static float Loudness(ReadOnlySpan<float> auditory)
    {
        var sum = 0.0f;
        foreach (var value in auditory)
            sum += value;
        return sum / auditory.Length;
    }
}

namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Centre of gravity of the power spectrum.</summary>
/// <remarks>
/// Centroid = sum of f[k] P[k] / sum of P[k] over k at least 1, in Hz; 0 for a frame without power. As MPEG-7 defines it, on a linear axis.
/// </remarks>
internal static class SpectralCentroid
{
    /// <summary>The centroid in Hz.</summary>
    public static float Of(SpectralSums sums) => sums.Total != 0.0 ? (float)(sums.FrequencyTotal / sums.Total) : 0;
}

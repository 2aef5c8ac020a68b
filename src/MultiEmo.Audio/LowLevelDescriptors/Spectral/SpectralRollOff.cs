namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Frequency below which a share of the spectrum's power lies.</summary>
/// <remarks>
/// The first f[k], k at least 1, with P[1] + ... + P[k] not below share * total; Hz. A frame without power gives the first bin's frequency.
/// </remarks>
/// <param name="axis">The axis of bins.</param>
/// <param name="share">Share of the total power, 0..1.</param>
internal sealed class SpectralRollOff(FrequencyAxis axis, double share)
{
    /// <summary>The roll-off point in Hz.</summary>
    public float Compute(SpectralSums sums)
    {
        var wanted = share * sums.Total;
        var (below, reached) = (0, axis.Bins - 1);
        while (reached - below > 1)
        {
            var middle = (below + reached) / 2;
            if (sums.Cumulative[middle] >= wanted)
                reached = middle;
            else
                below = middle;
        }
        return (float)axis.Hertz[reached];
    }
}

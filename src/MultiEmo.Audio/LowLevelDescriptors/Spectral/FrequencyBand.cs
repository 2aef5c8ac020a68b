namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>A band of frequencies on an axis of bins, with the shares of the two bins at its edges.</summary>
/// <remarks>
/// The lower edge bin is the last at or below the band, weighted by how far it is to the next; the upper edge bin the last below or exactly
/// at its end, weighted by how far the end lies beyond the bin before. A weight of 0 is taken for 1. As openSMILE 3 computes it.
/// </remarks>
internal sealed class FrequencyBand
{
    /// <summary>Finds the band's bins.</summary>
    /// <param name="axis">The axis of bins.</param>
    /// <param name="low">Lower end in Hz.</param>
    /// <param name="high">Upper end in Hz.</param>
    public FrequencyBand(FrequencyAxis axis, double low, double high)
    {
        var hertz = axis.Hertz;
        var above = axis.CountUpTo(low);
        LowWeight = Inside(axis, above) ? OneIfZero((hertz[above] - low) / (hertz[above] - hertz[above - 1])) : 1.0;
        Low = Math.Max(0, above - 1);
        above = axis.CountBelow(high);
        HighWeight = Inside(axis, above) ? OneIfZero((high - hertz[above - 1]) / (hertz[above] - hertz[above - 1])) : 1.0;
        High = above < axis.Bins && hertz[above] == high ? above : Math.Max(0, above - 1);
    }

    /// <summary>Bin at the lower edge.</summary>
    public int Low { get; }

    /// <summary>Bin at the upper edge.</summary>
    public int High { get; }

    /// <summary>Share of the bin at the lower edge.</summary>
    public double LowWeight { get; }

    /// <summary>Share of the bin at the upper edge.</summary>
    public double HighWeight { get; }

    private static bool Inside(FrequencyAxis axis, int above) => above > 0 && above < axis.Bins;

    private static double OneIfZero(double weight) => weight == 0.0 ? 1.0 : weight;
}

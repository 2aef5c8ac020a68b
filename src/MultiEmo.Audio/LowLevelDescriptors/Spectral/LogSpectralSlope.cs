namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Slope of the straight line that fits the spectrum in decibels best within a band.</summary>
/// <remarks>
/// slope = (n sum(w f L) - sum(w f) sum(w L)) / (n sum(w^2 f^2) - sum(w f)^2) in dB per Hz, w being 1 but at the band's edges and n the
/// number of bins from edge to edge less 1: openSMILE 3 counts so, which tilts the slope a little. eGeMAPS takes the bands 0..500 and
/// 500..1500 Hz (Eyben and others, The Geneva minimalistic acoustic parameter set, IEEE TAC 7, 2016).
/// </remarks>
internal sealed class LogSpectralSlope
{
    private readonly FrequencyBand band;
    private readonly double[] hertz;
    private readonly double count;
    private readonly double frequencies;
    private readonly double denominator;

    /// <summary>Takes the sums over the band's bins.</summary>
    /// <param name="axis">The axis of bins.</param>
    /// <param name="low">Lower end of the band in Hz.</param>
    /// <param name="high">Upper end of the band in Hz.</param>
    public LogSpectralSlope(FrequencyAxis axis, double low, double high)
    {
        band = new FrequencyBand(axis, low, high);
        hertz = axis.Hertz;
        count = band.High - band.Low;
        var (lowest, highest) = (hertz[band.Low] * band.LowWeight, hertz[band.High] * band.HighWeight);
        frequencies = lowest + highest;
        var squares = (lowest * lowest) + (highest * highest);
        for (var k = band.Low + 1; k < band.High; k++)
        {
            frequencies += hertz[k];
            squares += hertz[k] * hertz[k];
        }
        denominator = (count * squares) - (frequencies * frequencies);
    }

    /// <summary>How many bins of the spectrum the band needs, counted from 0 Hz.</summary>
    public int Bins => band.High + 1;

    /// <summary>The slope of one frame in dB per Hz.</summary>
    public float Compute(ReadOnlySpan<float> decibels)
    {
        var (low, high) = (band.LowWeight * decibels[band.Low], band.HighWeight * decibels[band.High]);
        var (sum, weighted) = (low + high, (hertz[band.Low] * low) + (hertz[band.High] * high));
        for (var k = band.Low + 1; k < band.High; k++)
        {
            sum += decibels[k];
            weighted += hertz[k] * decibels[k];
        }
        return denominator != 0.0 ? (float)(((count * weighted) - (frequencies * sum)) / denominator) : 0;
    }
}

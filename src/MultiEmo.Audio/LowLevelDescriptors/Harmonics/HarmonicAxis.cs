namespace MultiEmo.Audio.LowLevelDescriptors.Harmonics;

/// <summary>The frequencies k * binWidth of a spectrum's bins.</summary>
/// <param name="bins">Number of bins, from 0 Hz.</param>
/// <param name="binWidth">Distance of two bins in Hz.</param>
internal sealed class HarmonicAxis(int bins, double binWidth)
{
    /// <summary>Number of bins.</summary>
    public int Bins => bins;

    /// <summary>Twice the frequency of the last bin, in Hz.</summary>
    public double SampleRate => binWidth * (bins - 1) * 2.0;

    /// <summary>Frequency of a bin in Hz.</summary>
    public double Frequency(int bin) => binWidth * bin;

    /// <summary>The bin nearest to a frequency above 0 Hz, the upper one of two as near; 0 for a frequency not below the last bin.</summary>
    public int Nearest(float frequency)
    {
        var quotient = frequency / binWidth;
        if (quotient > bins)
            return 0;
        var above = (int)quotient;
        while (above * binWidth > frequency)
            above--;
        while (above * binWidth <= frequency)
            above++;
        if (above >= bins)
            return 0;
        return (above * binWidth) - frequency > frequency - ((above - 1) * binWidth) ? above - 1 : above;
    }
}

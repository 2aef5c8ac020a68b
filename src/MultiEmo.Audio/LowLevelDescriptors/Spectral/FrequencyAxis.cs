namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>The frequencies of a spectrum's bins: bin k lies at k * <see cref="BinWidth"/> Hz.</summary>
internal sealed class FrequencyAxis
{
    /// <summary>Lays the bins out.</summary>
    /// <param name="bins">Bins from 0 Hz to the Nyquist frequency, both counted.</param>
    /// <param name="binWidth">Distance of two bins in Hz.</param>
    public FrequencyAxis(int bins, double binWidth)
    {
        BinWidth = binWidth;
        Hertz = new double[bins];
        for (var k = 0; k < bins; k++)
            Hertz[k] = binWidth * k;
    }

    /// <summary>Number of bins.</summary>
    public int Bins => Hertz.Length;

    /// <summary>Distance of two bins in Hz.</summary>
    public double BinWidth { get; }

    /// <summary>Frequency of each bin in Hz.</summary>
    public double[] Hertz { get; }

    /// <summary>How many bins lie below a frequency.</summary>
    public int CountBelow(double hertz)
    {
        var k = 0;
        while (k < Bins && Hertz[k] < hertz)
            k++;
        return k;
    }

    /// <summary>How many bins lie at or below a frequency.</summary>
    public int CountUpTo(double hertz)
    {
        var k = 0;
        while (k < Bins && Hertz[k] <= hertz)
            k++;
        return k;
    }
}

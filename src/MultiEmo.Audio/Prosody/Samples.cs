namespace MultiEmo.Audio.Prosody;

/// <summary>A sound in double precision; sample n is heard at (n + 1/2) / rate.</summary>
internal sealed class Samples
{
    private readonly double[] values;

    /// <summary>Copies a sound.</summary>
    public Samples(Waveform waveform)
    {
        values = new double[waveform.Samples.Length];
        var source = waveform.Samples.Span;
        for (int n = 0; n < values.Length; n++) values[n] = source[n];
        Rate = waveform.SampleRate;
        double mean = values.Length == 0 ? 0 : values.Average();
        Peak = values.Select(value => Math.Abs(value - mean)).DefaultIfEmpty().Max();
    }

    /// <summary>Samples per second.</summary>
    public int Rate { get; }

    /// <summary>Number of samples.</summary>
    public int Count => values.Length;

    /// <summary>Seconds.</summary>
    public double Duration => (double)Count / Rate;

    /// <summary>The farthest that a sample is from the mean of all.</summary>
    public double Peak { get; }

    /// <summary>A time as a place among the samples: 0 is the first.</summary>
    public double Place(double time) => (time * Rate) - 0.5;

    /// <summary>Samples from one on; those beyond the ends are left out.</summary>
    public ReadOnlySpan<double> Slice(int first, int count)
    {
        int begin = Math.Clamp(first, 0, Count), end = Math.Clamp(first + count, begin, Count);
        return values.AsSpan(begin, end - begin);
    }
}

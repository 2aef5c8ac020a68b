namespace MultiEmo.Audio.Prosody;

/// <summary>A sound in double precision; sample n is heard at (n + 1/2) / rate.</summary>
internal sealed class Samples
{
    private readonly double[] values;
    private readonly double period;

    /// <summary>Copies a sound.</summary>
    public Samples(Waveform waveform)
    {
        Rate = waveform.SampleRate;
        period = 1.0 / Rate;
        values = new double[waveform.Samples.Length];
        var source = waveform.Samples.Span;
        for (int n = 0; n < values.Length; n++) values[n] = source[n];
        double mean = values.Length == 0 ? 0 : values.Average();
        Peak = values.Select(value => Math.Abs(value - mean)).DefaultIfEmpty().Max();
    }

    /// <summary>Samples per second.</summary>
    public int Rate { get; }

    /// <summary>Number of samples.</summary>
    public int Count => values.Length;

    /// <summary>Seconds.</summary>
    public double Duration => period * Count;

    /// <summary>The farthest that a sample is from the mean of all.</summary>
    public double Peak { get; }

    /// <summary>The last sample not after a time.</summary>
    public int Before(double time) => (int)Math.Floor(Place(time)) - 1;

    /// <summary>The sample nearest to a time.</summary>
    public int Nearest(double time) => (int)Math.Floor(Place(time) + 0.5) - 1;

    // Counted from 1. Times often lie exactly on a sample or between two, and then rounding decides: it is done in the order in which Praat does it.
    private double Place(double time) => ((time - (0.5 * period)) / period) + 1;

    /// <summary>Samples from one on; those beyond the ends are left out.</summary>
    public ReadOnlySpan<double> Slice(int first, int count)
    {
        int begin = Math.Clamp(first, 0, Count), end = Math.Clamp(first + count, begin, Count);
        return values.AsSpan(begin, end - begin);
    }
}

namespace MultiEmo.Models.Faces.Speaking;

/// <summary>
/// How loud the sound is between 700 and 3000 Hz, where an open mouth lets most through, from block to block of samples; a number every 10 ms.
/// </summary>
/// <param name="sampleRate">Samples a second, in Hz.</param>
internal sealed class Voice(int sampleRate)
{
    private const double Lowest = 700, Highest = 3000, BinsPerSecond = 100;

    // The root of the amplitude: syllables of a quiet and of a loud voice differ alike.
    private const double Power = 0.25;
    private readonly SecondOrderFilter high = SecondOrderFilter.HighPass(Lowest / sampleRate), low = SecondOrderFilter.LowPass(Highest / sampleRate);
    private readonly List<double> bins = [];
    private long seen;
    private double energy;
    private int count;

    /// <summary>Adds samples that follow those before.</summary>
    public void Add(ReadOnlySpan<float> samples)
    {
        foreach (float sample in samples)
        {
            double heard = low.Next(high.Next(sample));
            energy += heard * heard;
            count++;
            if (++seen * BinsPerSecond / sampleRate < bins.Count + 1) continue;
            bins.Add(energy / count);
            (energy, count) = (0, 0);
        }
    }

    /// <summary>The root of the amplitude at times 1/25 s apart, about 30 ms around each; 0 where there is no sound.</summary>
    /// <param name="offset">Seconds from the first sample to the first time; may be negative.</param>
    /// <param name="count">How many.</param>
    public double[] Loudness(double offset, int count)
    {
        double[] smooth = bins.Count == 0 ? [] : Modulation.Smooth([.. bins], 1);
        return [.. Enumerable.Range(0, count).Select(i => At(smooth, (offset + (double)i / Modulation.Rate) * BinsPerSecond - 0.5))];
    }

    private static double At(double[] bins, double place)
    {
        if (place < -1 || place > bins.Length) return 0;
        place = Math.Clamp(place, 0, bins.Length - 1);
        int before = (int)place, after = Math.Min(before + 1, bins.Length - 1);
        return Math.Pow(bins[before] + (bins[after] - bins[before]) * (place - before), Power);
    }
}

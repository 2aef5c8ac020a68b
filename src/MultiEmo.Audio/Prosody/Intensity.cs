namespace MultiEmo.Audio.Prosody;

/// <summary>
/// Intensity over time, in dB above 2e-5 if full scale is 1 Pa: the square of the sound less its local mean, averaged under a Kaiser window
/// (parameter 2 pi^2 + 1/2, side lobes below -190 dB) so long that a pitch of the floor leaves no ripple.
/// </summary>
/// <param name="Frames">Where the frames lie.</param>
/// <param name="Decibels">A value per frame; <see cref="Silence"/> where there is nothing.</param>
internal sealed record Intensity(AnalysisFrames Frames, double[] Decibels)
{
    /// <summary>The intensity of nothing at all, in place of minus infinity.</summary>
    public const double Silence = -300;

    private const double Windows = 6.4, StepsPerWindow = 8, Reference = 4e-10, Least = 1e-30;
    private const double Kaiser = (2 * Math.PI * Math.PI) + 0.5;

    /// <summary>Energy as a mean of powers, in dB.</summary>
    public double Mean => 10 * Math.Log10(Decibels.Average(level => Math.Pow(10, level / 10)));

    /// <summary>Standard deviation of the frames' values, in dB.</summary>
    public double Deviation => Spread.Deviation(Decibels);

    /// <summary>Follows the intensity of a sound.</summary>
    /// <param name="sound">The sound.</param>
    /// <param name="floor">The lowest pitch in Hz that is to be smoothed away; a window lasts 6.4 of its periods.</param>
    public static Intensity Of(Samples sound, double floor)
    {
        double window = Windows / floor;
        var frames = AnalysisFrames.Over(sound.Duration, window, window / StepsPerWindow);
        double[] weights = Weights((int)Math.Floor(window / 2 * sound.Rate), window / 2 * sound.Rate);
        var levels = new double[frames.Count];
        for (int frame = 0; frame < levels.Length; frame++)
            levels[frame] = Level(sound, sound.Nearest(frames.Time(frame)), weights);
        return new Intensity(frames, levels);
    }

    private static double Level(Samples sound, int middle, double[] weights)
    {
        int first = middle - (weights.Length / 2);
        var part = sound.Slice(first, weights.Length);
        var weight = weights.AsSpan(Math.Max(0, -first), part.Length);
        double mean = Sums.Mean(part), power = 0, total = 0;
        for (int n = 0; n < part.Length; n++)
        {
            power += (part[n] - mean) * (part[n] - mean) * weight[n];
            total += weight[n];
        }
        power /= total * Reference;
        return power < Least ? Silence : 10 * Math.Log10(power);
    }

    private static double[] Weights(int reach, double half) =>
        [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(n => Bessel(Kaiser * Math.Sqrt(Math.Max(0, 1 - (n / half * (n / half))))))];

    // Modified, of the first kind and order 0: the sum over k of ((x / 2)^k / k!)^2.
    private static double Bessel(double x)
    {
        double term = 1, sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= x / 2 / k * (x / 2 / k);
            sum += term;
        }
        return sum;
    }
}

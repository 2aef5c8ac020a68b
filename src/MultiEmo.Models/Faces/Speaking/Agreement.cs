namespace MultiEmo.Models.Faces.Speaking;

/// <summary>
/// How well mouths go with a voice. An open mouth is dark and lets the voice out: the opening is correlated with the loudness, both between 1 and
/// 8 Hz, the pace of syllables. And the mouth moves where the loudness changes: its motion is correlated with the speed of the loudness. Each
/// counts at the best of a few lags, as mouths open a little before they are heard and sound may lie beside its picture, which delays both alike.
/// </summary>
internal sealed class Agreement
{
    /// <summary>The score of a mouth that follows the voice without fault.</summary>
    public const double Best = 1 + MotionWeight;

    private const double Slowest = 1, Fastest = 8, FastestMotion = 10, MotionWeight = 0.5;

    // Steps of 40 ms by which the voice may come after the mouth, and by which the two lags may differ.
    private const int EarliestVoice = -3, LatestVoice = 5, Apart = 1;

    // Deviations that a still picture and a quiet room have of themselves: what moves no more correlates with nothing.
    private const double StillOpening = 0.004, StillMotion = 0.002, StillVoice = 0.005, StillSpeed = 0.001;
    private readonly double[] voice, speed;

    /// <summary>Takes the voice.</summary>
    /// <param name="loudness">The root of its amplitude, 25 values a second.</param>
    public Agreement(double[] loudness)
    {
        voice = Modulation.Between(loudness, Slowest, Fastest);
        speed = Modulation.Speed(Modulation.Below(loudness, FastestMotion));
    }

    /// <summary>The score of a mouth, up to <see cref="Best"/>; by chance it is about 0.3.</summary>
    /// <param name="mouth">The mouth.</param>
    /// <param name="from">Where the window begins, on the grid of the voice.</param>
    /// <param name="until">Where it ends, which is not in it.</param>
    /// <returns>For a mouth that is seen in a part of the window as much less as that part is smaller; 0 for less than 0.8 s.</returns>
    public double Of(MouthSignal mouth, int from, int until)
    {
        int first = Math.Max(from, mouth.First), end = Math.Min(until, Math.Min(mouth.First + mouth.Opening.Length, voice.Length));
        if (end - first < MouthSignal.Shortest) return 0;
        var place = (first - mouth.First)..(end - mouth.First);
        double[] opening = Correlations(mouth.Opening.AsSpan(place), voice.AsSpan(first..end), StillOpening, StillVoice);
        double[] motion = Correlations(mouth.Motion.AsSpan(place), speed.AsSpan(first..end), StillMotion, StillSpeed);
        return Joined(opening, motion) * (end - first) / (until - from);
    }

    /// <summary>A mouth's signals in the bands in which they are compared.</summary>
    public static MouthSignal Filtered(int first, double[] opening, double[] motion)
        => new(first, Modulation.Between(opening, Slowest, Fastest), Modulation.Below(motion, FastestMotion));

    private static double Joined(double[] opening, double[] motion)
    {
        double best = -Best;
        for (int i = 0; i < opening.Length; i++)
            for (int j = Math.Max(0, i - Apart); j <= Math.Min(i + Apart, motion.Length - 1); j++)
                best = Math.Max(best, opening[i] + MotionWeight * motion[j]);
        return best;
    }

    // One for each lag.
    private static double[] Correlations(ReadOnlySpan<double> mouth, ReadOnlySpan<double> sound, double still, double quiet)
    {
        var all = new double[LatestVoice - EarliestVoice + 1];
        for (int lag = EarliestVoice; lag <= LatestVoice; lag++)
        {
            int length = mouth.Length - Math.Abs(lag);
            all[lag - EarliestVoice] = AtOnce(mouth.Slice(Math.Max(0, -lag), length), sound.Slice(Math.Max(0, lag), length), still, quiet);
        }
        return all;
    }

    // Pearson's, with the deviations of noise added to both variances.
    private static double AtOnce(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double noiseA, double noiseB)
    {
        double sumA = 0, sumB = 0, aa = 0, bb = 0, ab = 0;
        for (int i = 0; i < a.Length; i++)
        {
            (sumA, sumB) = (sumA + a[i], sumB + b[i]);
            (aa, bb, ab) = (aa + a[i] * a[i], bb + b[i] * b[i], ab + a[i] * b[i]);
        }
        double n = a.Length, varianceA = Math.Max(0, aa / n - sumA / n * (sumA / n)), varianceB = Math.Max(0, bb / n - sumB / n * (sumB / n));
        return (ab / n - sumA / n * (sumB / n)) / Math.Sqrt((varianceA + noiseA * noiseA) * (varianceB + noiseB * noiseB));
    }
}

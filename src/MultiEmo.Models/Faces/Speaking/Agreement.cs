namespace MultiEmo.Models.Faces.Speaking;

/// <summary>
/// How well mouths go with a voice. An open mouth is dark and lets the voice out: the opening is correlated with the loudness, both between 1 and
/// 8 Hz, the pace of syllables. And the mouth moves where the loudness changes: its motion is correlated with the speed of the loudness. Each
/// counts at the best of a few lags, as mouths open a little before they are heard.
/// </summary>
internal sealed class Agreement
{
    /// <summary>The score of a mouth that follows the voice without fault.</summary>
    public const double Best = 1 + MotionWeight;

    private const double Slowest = 1, Fastest = 8, FastestMotion = 10, MotionWeight = 0.5;

    // Steps of 40 ms by which the voice may come after the mouth.
    private const int EarliestVoice = -2, LatestVoice = 4;

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
        double opening = Correlation(mouth.Opening.AsSpan(place), voice.AsSpan(first..end), StillOpening, StillVoice);
        double motion = Correlation(mouth.Motion.AsSpan(place), speed.AsSpan(first..end), StillMotion, StillSpeed);
        return (opening + MotionWeight * motion) * (end - first) / (until - from);
    }

    /// <summary>A mouth's signals in the bands in which they are compared.</summary>
    public static MouthSignal Filtered(int first, double[] opening, double[] motion)
        => new(first, Modulation.Between(opening, Slowest, Fastest), Modulation.Below(motion, FastestMotion));

    private static double Correlation(ReadOnlySpan<double> mouth, ReadOnlySpan<double> sound, double still, double quiet)
    {
        double best = -1;
        for (int lag = EarliestVoice; lag <= LatestVoice; lag++)
        {
            int length = mouth.Length - Math.Abs(lag);
            best = Math.Max(best, AtOnce(mouth.Slice(Math.Max(0, -lag), length), sound.Slice(Math.Max(0, lag), length), still, quiet));
        }
        return best;
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

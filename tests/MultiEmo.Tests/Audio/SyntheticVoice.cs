namespace MultiEmo.Tests.Audio;

/// <summary>
/// Sounds made from formulas, whose pitch, level and colour are known: samples in [-1, 1], the same for the same arguments. A seconds argument is
/// rounded to whole samples.
/// </summary>
internal static class SyntheticVoice
{
    /// <summary>Loudest sample of a vowel.</summary>
    private const double VowelPeak = 0.5;

    /// <summary>Shares of a period in which the glottis opens and closes; it is shut for the rest.</summary>
    private const double Opening = 0.4, Closing = 0.16;

    /// <summary>The open vowel of "father" as men say it, in Hz (Peterson and Barney 1952), and a fourth formant.</summary>
    private static readonly double[] Father = [730, 1090, 2440, 3400];

    /// <summary>A vowel with a steady pitch in Hz.</summary>
    public static float[] Vowel(int rate, double seconds, double f0) => Vowel(rate, seconds, _ => f0);

    /// <summary>
    /// A vowel whose pitch follows a contour: a train of glottal pulses (Rosenberg 1971), differentiated as the lips do it, through resonators in a
    /// row (Klatt 1980), scaled to a peak of 0.5.
    /// </summary>
    /// <param name="rate">Sampling rate in Hz.</param>
    /// <param name="seconds">Length.</param>
    /// <param name="f0">Pitch in Hz at a time in seconds; 0 where there is no voice, only breath.</param>
    /// <param name="formants">Resonances in Hz, those above half the rate left out; an open a by default.</param>
    /// <param name="breath">Standard deviation of the noise added to the pulses, which are 1 high.</param>
    /// <param name="jitter">Standard deviation of each period's length, relative to it.</param>
    /// <param name="shimmer">Standard deviation of each pulse's height.</param>
    /// <param name="seed">Decides the noise, the jitter and the shimmer.</param>
    public static float[] Vowel(int rate, double seconds, Func<double, double> f0, double[]? formants = null, double breath = 0, double jitter = 0,
        double shimmer = 0, int seed = 1)
    {
        var chance = new Random(seed);
        double[] voice = Pulses(rate, Count(rate, seconds), f0, jitter, shimmer, chance);
        for (int i = 0; i < voice.Length; i++) voice[i] += breath * Normal(chance);
        Differentiate(voice);
        foreach (double formant in (formants ?? Father).Where(formant => formant < rate / 2.0)) Resonate(voice, formant, rate);
        double peak = voice.Select(Math.Abs).DefaultIfEmpty().Max();
        return [.. voice.Select(sample => (float)(peak > 0 ? VowelPeak * sample / peak : 0))];
    }

    /// <summary>White noise, evenly distributed between plus and minus a level.</summary>
    public static float[] Noise(int rate, double seconds, double level = 0.5, int seed = 1)
    {
        var chance = new Random(seed);
        return Of(rate, seconds, _ => level * ((2 * chance.NextDouble()) - 1));
    }

    /// <summary>A pure tone: level * sin(2 pi frequency t).</summary>
    public static float[] Sine(int rate, double seconds, double frequency, double level = 0.5)
        => Of(rate, seconds, time => level * Math.Sin(2 * Math.PI * frequency * time));

    /// <summary>Nothing at all: every sample zero.</summary>
    public static float[] Silence(int rate, double seconds) => new float[Count(rate, seconds)];

    /// <summary>Sounds one after the other.</summary>
    public static float[] Join(params float[][] sounds) => [.. sounds.SelectMany(sound => sound)];

    private static float[] Of(int rate, double seconds, Func<double, double> value)
    {
        var samples = new float[Count(rate, seconds)];
        for (int i = 0; i < samples.Length; i++) samples[i] = (float)value((double)i / rate);
        return samples;
    }

    private static int Count(int rate, double seconds) => (int)Math.Round(rate * seconds);

    private static double[] Pulses(int rate, int count, Func<double, double> f0, double jitter, double shimmer, Random chance)
    {
        var pulses = new double[count];
        double phase = 0, stretch = 1, height = 1;
        for (int i = 0; i < count; i++)
        {
            pulses[i] = f0((double)i / rate) > 0 ? height * Glottis(phase) : 0;
            phase += f0((double)i / rate) / rate / stretch;
            if (phase < 1) continue;
            phase -= Math.Floor(phase);
            (stretch, height) = (Math.Max(0.5, 1 + (jitter * Normal(chance))), Math.Max(0, 1 + (shimmer * Normal(chance))));
        }
        return pulses;
    }

    // Air through the glottis at a share of the period: half a cosine up, a quarter down.
    private static double Glottis(double phase) => phase switch
    {
        < Opening => 0.5 * (1 - Math.Cos(Math.PI * phase / Opening)),
        < Opening + Closing => Math.Cos(0.5 * Math.PI * (phase - Opening) / Closing),
        _ => 0,
    };

    private static void Differentiate(double[] samples)
    {
        for (int i = samples.Length - 1; i > 0; i--) samples[i] -= samples[i - 1];
    }

    // y(n) = a x(n) + b y(n - 1) + c y(n - 2), of gain 1 at 0 Hz; bandwidth in Hz, wider for higher formants.
    private static void Resonate(double[] samples, double formant, int rate)
    {
        double bandwidth = 50 + (0.03 * formant), radius = Math.Exp(-Math.PI * bandwidth / rate);
        double b = 2 * radius * Math.Cos(2 * Math.PI * formant / rate), c = -radius * radius, a = 1 - b - c, last = 0, beforeLast = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (a * samples[i]) + (b * last) + (c * beforeLast);
            (beforeLast, last) = (last, samples[i]);
        }
    }

    // Box and Muller's way.
    private static double Normal(Random chance)
        => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}

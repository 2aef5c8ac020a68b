using MultiEmo.Features.Samples.Voices;

namespace MultiEmo.Features.Samples;

/// <summary>An utterance that a program says: words in a speaker's voice, in the manner of a mood; it sounds like speech, no more.</summary>
public sealed class Speech
{
    /// <summary>Samples per second.</summary>
    public const int Rate = 16_000;

    /// <summary>The least and the most that an utterance lasts, in seconds, with the silence around it.</summary>
    public const double Shortest = 1, Longest = 3;

    private const int SamplesInMillisecond = Rate / 1000, StepSamples = (int)(Rate * Articulation.Step);
    private const double Before = 0.08, After = 0.12, Level = -27, Peak = 0.9, Room = 0.0006;

    private readonly Voice voice;
    private readonly Manner manner;
    private readonly Phrase phrase;
    private readonly int seed;

    /// <summary>Plans an utterance.</summary>
    /// <param name="text">The words.</param>
    /// <param name="voice">Whose voice.</param>
    /// <param name="manner">How it is said.</param>
    /// <param name="seed">What else is left to chance.</param>
    internal Speech(string text, Voice voice, Manner manner, int seed)
    {
        (this.voice, this.manner, this.seed) = (voice, manner, seed);
        phrase = Phrase.Of(text, manner.Tempo * voice.Tempo, Longest - Before - After, new Random(seed));
        double seconds = Math.Clamp(Before + phrase.Seconds + After, Shortest, Longest);
        Milliseconds = (int)Math.Round(seconds * 1000);
    }

    /// <summary>How long it lasts.</summary>
    public int Milliseconds { get; }

    private int Length => Milliseconds * SamplesInMillisecond;

    /// <summary>Says it; the same samples each time.</summary>
    public short[] Samples()
    {
        var random = new Random(seed ^ 0x5EED);
        double[] sound = Sound(random);
        double gain = Gain(sound);
        return [.. sound.Select(sample => Rounded((gain * sample) + Hum(random)))];
    }

    /// <summary>What is to be heard when nobody speaks: the same room.</summary>
    /// <param name="length">Samples.</param>
    /// <param name="random">What draws it.</param>
    internal static short[] Silence(int length, Random random) => [.. Enumerable.Range(0, length).Select(_ => Rounded(Hum(random)))];

    private double[] Sound(Random random)
    {
        double[] sound = new double[Length];
        double tension = Math.Clamp(manner.Tension + voice.Tension, 0, 1);
        var glottis = new Glottis(manner, tension, Rate, random);
        var tract = new VocalTract(voice.Formants, manner.Breath, Rate, random);
        Posture[] postures = new Articulation(phrase, new Melody(phrase, voice, manner)).Postures();
        int first = (int)(Before * Rate);
        for (int at = first; at < Length; at++)
        {
            var (frame, within) = Math.DivRem(at - first, StepSamples);
            var posture = frame < postures.Length ? postures[frame] : default;
            if (within == 0 && frame < postures.Length) tract.Take(posture);
            sound[at] = tract.Next(glottis.Next(posture.Pitch, posture.Voicing), posture.Hiss);
        }
        return sound;
    }

    // The level of the utterance where it sounds; a peak never reaches full scale.
    private double Gain(double[] sound)
    {
        double highest = sound.Max(Math.Abs), power = sound.Sum(sample => sample * sample) / Math.Max(phrase.Seconds * Rate, 1);
        if (highest == 0) return 0;
        double wanted = Math.Pow(10, (Level + manner.Loudness + voice.Loudness) / 20) / Math.Sqrt(power);
        return Math.Min(wanted, Peak / highest);
    }

    private static double Hum(Random random) => Room * ((2 * random.NextDouble()) - 1);

    private static short Rounded(double sample) => (short)Math.Clamp(Math.Round(sample * short.MaxValue), -short.MaxValue, short.MaxValue);
}

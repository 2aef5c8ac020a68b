namespace MultiEmo.Features.Samples.Voices;

/// <summary>
/// How something is said. The directions of the moods are those that reviews of the field agree on: Scherer, Vocal communication of emotion (Speech
/// Communication 40, 2003); Juslin and Laukka, Communication of emotions in vocal expression and music performance (Psychological Bulletin 129,
/// 2003).
/// </summary>
internal sealed record Manner
{
    /// <summary>How much higher than the speaker's usual pitch, in semitones.</summary>
    public double Pitch { get; init; }

    /// <summary>How far accents rise above it, in semitones.</summary>
    public double Range { get; init; } = 2.5;

    /// <summary>How far the pitch rises from beginning to end, in semitones; sentences usually fall.</summary>
    public double Slope { get; init; } = -2.5;

    /// <summary>How much louder than usual, in dB.</summary>
    public double Loudness { get; init; }

    /// <summary>How much faster than usual, as a factor.</summary>
    public double Tempo { get; init; } = 1;

    /// <summary>From 0, a lax voice with little above 500 Hz, to 1, a pressed one with short, sharp pulses.</summary>
    public double Tension { get; init; } = 0.45;

    /// <summary>The level of breath beside the pulses, from 0.</summary>
    public double Breath { get; init; } = 0.12;

    /// <summary>The deviation of a pulse's length from its neighbours', as a part of it.</summary>
    public double Jitter { get; init; } = 0.006;

    /// <summary>The deviation of a pulse's height, as a part of it.</summary>
    public double Shimmer { get; init; } = 0.04;

    /// <summary>How a mood sounds when nothing is held back.</summary>
    public static Manner Of(Mood mood) => mood switch
    {
        Mood.Anger => new()
        {
            Pitch = 4,
            Range = 5,
            Slope = -2,
            Loudness = 8,
            Tempo = 1.12,
            Tension = 0.9,
            Breath = 0.06,
            Jitter = 0.012,
            Shimmer = 0.08,
        },
        Mood.Joy => new() { Pitch = 4.5, Range = 6.5, Slope = -1, Loudness = 5, Tempo = 1.1, Tension = 0.65 },
        Mood.Surprise => new() { Pitch = 5, Range = 5, Slope = 4, Loudness = 3, Tension = 0.5, Breath = 0.25 },
        Mood.Fear => new() { Pitch = 6, Range = 2, Slope = 0, Tempo = 1.2, Tension = 0.55, Breath = 0.35, Jitter = 0.025, Shimmer = 0.1 },
        Mood.Sadness => new() { Pitch = -2, Range = 1, Slope = -3, Loudness = -7, Tempo = 0.78, Tension = 0.2, Breath = 0.45, Jitter = 0.01 },
        Mood.Disgust => new() { Pitch = -1.5, Range = 3, Slope = -4, Loudness = 1, Tempo = 0.86, Tension = 0.7, Jitter = 0.02, Shimmer = 0.12 },
        _ => new(),
    };

    /// <summary>One utterance in this manner: never twice the same, and seldom with everything that the mood has.</summary>
    /// <param name="random">What draws.</param>
    /// <param name="strength">The part of the mood's distance from neutral that is heard; 1 is an actor's.</param>
    /// <param name="noise">How far utterances of one mood differ, 1 being usual.</param>
    public Manner Drawn(Random random, double strength, double noise)
    {
        var neutral = new Manner();
        double Draw(Func<Manner, double> value, double spread, double least, double most)
        {
            double usual = value(neutral), drawn = usual + (strength * (value(this) - usual)) + (noise * spread * Chance.Normal(random));
            return Math.Clamp(drawn, least, most);
        }
        return new Manner
        {
            Pitch = Draw(manner => manner.Pitch, 1.6, -6, 11),
            Range = Draw(manner => manner.Range, 1.2, 0, 10),
            Slope = Draw(manner => manner.Slope, 1.8, -8, 8),
            Loudness = Draw(manner => manner.Loudness, 2.5, -12, 11),
            Tempo = Draw(manner => manner.Tempo, 0.09, 0.65, 1.45),
            Tension = Draw(manner => manner.Tension, 0.11, 0.05, 1),
            Breath = Draw(manner => manner.Breath, 0.08, 0.02, 0.8),
            Jitter = Draw(manner => manner.Jitter, 0.004, 0.002, 0.05),
            Shimmer = Draw(manner => manner.Shimmer, 0.02, 0.01, 0.25),
        };
    }
}

namespace MultiEmo.Features.Samples.Voices;

/// <summary>A sound of speech: where the tract resonates, and what makes it sound.</summary>
/// <param name="F1">First formant of a tract of 17.5 cm, in Hz.</param>
/// <param name="F2">Second formant, in Hz.</param>
/// <param name="F3">Third formant, in Hz.</param>
/// <param name="Voicing">Height of the pulses, 1 in vowels.</param>
/// <param name="Hiss">Level of the noise made in the mouth.</param>
/// <param name="HissFrequency">Where that noise is strongest, in Hz.</param>
/// <param name="Seconds">How long it usually lasts.</param>
internal sealed record Phone(double F1, double F2, double F3, double Voicing, double Hiss, double HissFrequency, double Seconds)
{
    /// <summary>Nothing, as between clauses; the tract is at rest.</summary>
    public static Phone Rest { get; } = new(500, 1500, 2500, 0, 0, 1500, 0.15);

    /// <summary>Whether it is the middle of a syllable.</summary>
    public bool IsVowel => Voicing >= 1;

    /// <summary>A vowel.</summary>
    public static Phone Vowel(double f1, double f2, double f3, double seconds = 0.095) => new(f1, f2, f3, 1, 0, 1500, seconds);

    /// <summary>A consonant that resonates: a nasal, a liquid, a glide.</summary>
    public static Phone Sonorant(double f1, double f2, double f3, double voicing) => new(f1, f2, f3, voicing, 0, 1500, 0.06);

    /// <summary>A consonant that hisses, with or without voice.</summary>
    public static Phone Fricative(double f2, double frequency, double hiss, double voicing) => new(350, f2, 2550, voicing, hiss, frequency, 0.085);

    /// <summary>The closure of a stop and its burst.</summary>
    public static Phone[] Stop(double f2, double frequency, bool voiced) =>
    [
        new(250, f2, 2500, voiced ? 0.12 : 0, 0, frequency, 0.05),
        new(350, f2, 2500, voiced ? 0.4 : 0, voiced ? 0.1 : 0.2, frequency, voiced ? 0.015 : 0.03),
    ];
}

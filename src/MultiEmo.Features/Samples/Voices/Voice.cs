namespace MultiEmo.Features.Samples.Voices;

/// <summary>What stays the same of an invented speaker's voice.</summary>
/// <param name="Pitch">Its usual pitch, in Hz.</param>
/// <param name="Formants">How much higher its resonances are than those of a tract of 17.5 cm.</param>
/// <param name="Tempo">How much faster it speaks than usual.</param>
/// <param name="Tension">How much tenser it is than usual; see <see cref="Manner.Tension"/>.</param>
/// <param name="Loudness">How much louder its recordings are than usual, in dB: whoever is nearer to the microphone is louder.</param>
internal sealed record Voice(double Pitch, double Formants, double Tempo, double Tension, double Loudness)
{
    private const double DeepPitch = 112, HighPitch = 205, HighFormants = 1.16;

    /// <summary>Draws a voice.</summary>
    /// <param name="random">What draws.</param>
    /// <param name="high">Whether it is one of the higher ones.</param>
    public static Voice Draw(Random random, bool high) => new(
        (high ? HighPitch : DeepPitch) * Math.Clamp(1 + (0.1 * Chance.Normal(random)), 0.8, 1.25),
        (high ? HighFormants : 1) * Math.Clamp(1 + (0.03 * Chance.Normal(random)), 0.92, 1.08),
        Math.Clamp(1 + (0.07 * Chance.Normal(random)), 0.85, 1.15),
        Math.Clamp(0.07 * Chance.Normal(random), -0.15, 0.15),
        Math.Clamp(1.5 * Chance.Normal(random), -3, 3));
}

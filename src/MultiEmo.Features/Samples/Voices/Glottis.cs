namespace MultiEmo.Features.Samples.Voices;

/// <summary>
/// The source of a voice: the flow that the vocal folds let through, differentiated, as the polynomial of Klatt and Klatt (Journal of the Acoustical
/// Society of America 87, 1990), low-passed by how lax they are, with breath while they are open.
/// </summary>
/// <param name="manner">How tense, breathy and unsteady.</param>
/// <param name="tension">The tension, from 0 to 1.</param>
/// <param name="rate">Samples per second.</param>
/// <param name="random">What draws unsteadiness and breath.</param>
internal sealed class Glottis(Manner manner, double tension, int rate, Random random)
{
    private const double BreathLevel = 0.3, ClosedBreath = 0.35, LaxCutoff = 900, OctavesOfTension = 2.8;
    private readonly double open = 0.78 - (0.36 * tension);
    private readonly double follow = 1 - Math.Exp(-2 * Math.PI * LaxCutoff * Math.Pow(2, OctavesOfTension * tension) / rate);
    private double phase, length = 1, height = 1, pulse;

    /// <summary>The next sample.</summary>
    /// <param name="pitch">In Hz.</param>
    /// <param name="voicing">Height of the pulses.</param>
    public double Next(double pitch, double voicing)
    {
        phase += pitch / rate / length;
        if (phase >= 1) Begin();
        double part = phase / open, flow = part < 1 ? part * (2 - (3 * part)) : 0;
        pulse += follow * ((flow * height) - pulse);
        double breath = manner.Breath * BreathLevel * ((2 * random.NextDouble()) - 1) * (part < 1 ? 1 : ClosedBreath);
        return voicing * (pulse + breath);
    }

    private void Begin()
    {
        phase -= Math.Floor(phase);
        length = Math.Clamp(1 + (manner.Jitter * Chance.Normal(random)), 0.8, 1.2);
        height = Math.Clamp(1 + (manner.Shimmer * Chance.Normal(random)), 0.4, 1.6);
    }
}

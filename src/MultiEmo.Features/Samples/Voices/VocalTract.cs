namespace MultiEmo.Features.Samples.Voices;

/// <summary>What throat and mouth make of the source: five resonances one after the other, and beside them the noise of consonants.</summary>
/// <param name="formants">How much higher the resonances are than those of a tract of 17.5 cm.</param>
/// <param name="breath">How breathy the voice is: open vocal folds damp the first resonance.</param>
/// <param name="rate">Samples per second.</param>
/// <param name="random">What draws the noise.</param>
internal sealed class VocalTract(double formants, double breath, int rate, Random random)
{
    private const double Fourth = 3500, Fifth = 4500, HissBandwidth = 1200, HissLevel = 0.3, Most = 0.47;
    private readonly Resonator[] cascade = [.. Enumerable.Range(0, 5).Select(_ => new Resonator(rate))];
    private readonly Resonator hiss = new(rate);
    private double noise;

    /// <summary>Takes a posture.</summary>
    public void Take(Posture posture)
    {
        Tune(0, posture.F1, 60 + (120 * breath));
        Tune(1, posture.F2, 90);
        Tune(2, posture.F3, 140);
        Tune(3, Fourth, 220);
        Tune(4, Fifth, 300);
        hiss.Tune(Math.Min(posture.HissFrequency * formants, Most * rate), HissBandwidth);
    }

    /// <summary>The next sample.</summary>
    /// <param name="source">What comes from the glottis.</param>
    /// <param name="level">Level of the mouth's noise.</param>
    public double Next(double source, double level)
    {
        double voice = source;
        foreach (var resonator in cascade) voice = resonator.Next(voice);
        double drawn = level > 0 ? (2 * random.NextDouble()) - 1 : 0, rough = drawn - noise;
        noise = drawn;
        return voice + hiss.Next(HissLevel * level * rough);
    }

    private void Tune(int place, double frequency, double bandwidth) => cascade[place].Tune(Math.Min(frequency * formants, Most * rate), bandwidth);
}

namespace MultiEmo.Features.Samples.Voices;

/// <summary>One resonance, with gain 1 at 0 Hz: the second-order filter of Klatt, Software for a cascade/parallel synthesizer (1980).</summary>
/// <param name="rate">Samples per second.</param>
internal sealed class Resonator(int rate)
{
    private double a, b, c, last, before;

    /// <summary>Moves it.</summary>
    /// <param name="frequency">In Hz, below half the rate.</param>
    /// <param name="bandwidth">In Hz.</param>
    public void Tune(double frequency, double bandwidth)
    {
        double radius = Math.Exp(-Math.PI * bandwidth / rate);
        c = -radius * radius;
        b = 2 * radius * Math.Cos(2 * Math.PI * frequency / rate);
        a = 1 - b - c;
    }

    /// <summary>Filters a sample.</summary>
    public double Next(double sample)
    {
        double filtered = (a * sample) + (b * last) + (c * before);
        (before, last) = (last, filtered);
        return filtered;
    }
}

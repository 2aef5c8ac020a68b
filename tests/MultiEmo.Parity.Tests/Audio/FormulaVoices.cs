using MultiEmo.Audio;

namespace MultiEmo.Parity.Tests.Audio;

/// <summary>The voices that tests/generators/prosody.praat makes, by the same formulas of the time x of a sample's middle.</summary>
internal static class FormulaVoices
{
    /// <summary>A voice.</summary>
    /// <param name="name">Its name in the table.</param>
    public static Waveform Of(string name) => name switch
    {
        "steady" => Make(1.5, 16000, x => 0.2 * Tones(Turns(200 * x))),
        "syllables" => Make(2.5, 22050, x => 0.3 * (0.52 - (0.48 * Wave(4, x))) * Tones(Turns((120 * x) + (20 * x * x)))),
        "vibrato" => Make(2, 44100, x => 0.1 * (0.6 - (0.4 * Wave(3, x))) * Tones(Turns(350 * x) + (4 * Math.Sin(Turns(5 * x))))),
        "pause" => Make(3, 8000, x => (x is > 1.1 and < 1.8 ? 0.001 : 0.3) * (0.55 - (0.45 * Wave(5, x)))
            * Tones(Turns(110 * x) + (3 * Math.Sin(Turns(2 * x))))),
        "hoarse" => Make(2, 48000, x => (0.2 * (1 + (0.4 * Math.Sin(Turns(150 * x) / 2))) * (0.6 - (0.4 * Wave(3.5, x))) * Tones(Turns(150 * x)))
            + (0.05 * Math.Sin(Sweep * x * x))),
        "breath" => Make(1, 16000, x => (0.1 * Math.Sin(Sweep * x * x)) + (0.1 * Math.Sin((1.7 * Sweep * x * x) + (900 * x)))),
        "short" => Make(0.1, 16000, x => 0.2 * Tones(Turns(200 * x))),
        "silence" => Make(1, 16000, _ => 0),
        _ => throw new ArgumentException($"no voice is called {name}", nameof(name)),
    };

    private const double Sweep = 77777;

    private static double Turns(double count) => 2 * Math.PI * count;

    private static double Wave(double frequency, double x) => Math.Cos(Turns(frequency * x));

    private static double Tones(double phase) => Enumerable.Range(1, 5).Sum(tone => Math.Sin(tone * phase) / tone);

    private static Waveform Make(double seconds, int rate, Func<double, double> value) =>
        new(Enumerable.Range(0, (int)Math.Round(seconds * rate)).Select(n => (float)value((n + 0.5) / rate)).ToArray(), rate);
}

namespace MultiEmo.Features.Audio;

/// <summary>A second of a voice-like hum, to try a program on.</summary>
internal static class Probe
{
    /// <summary>Samples per second.</summary>
    public const int Rate = 16000;

    private const double Pitch = 120;
    private const int Overtones = 8;

    /// <summary>The samples, within ± 1.</summary>
    public static ReadOnlyMemory<float> Samples() => Enumerable.Range(0, Rate).Select(Sample).ToArray();

    private static float Sample(int at) =>
        (float)Enumerable.Range(1, Overtones).Sum(tone => 0.2 / tone * Math.Sin(2 * Math.PI * Pitch * tone * at / Rate));
}

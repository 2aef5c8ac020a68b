namespace MultiEmo.Audio.LowLevelDescriptors.Harmonics;

/// <summary>The fundamental and its multiples, up to the hundredth, as peaks of a magnitude spectrum.</summary>
/// <remarks>
/// Each multiple takes the spectral peak nearest to it and not beyond half the fundamental on either side, as openSMILE 3 computes it. A peak found
/// for two multiples running counts for the first alone. Levels are relative to the bin of the fundamental, not to the top of its parabola.
/// </remarks>
/// <param name="axis">The spectrum's frequencies.</param>
internal sealed class HarmonicSpectrum(HarmonicAxis axis)
{
    /// <summary>Multiples looked for, the fundamental included.</summary>
    public const int Count = 100;

    private const float LowestLevel = -200.0f;
    private const float NoLevel = -201.0f;
    private readonly Harmonic[] harmonics = new Harmonic[Count];

    /// <summary>Finds the harmonics of one voiced frame.</summary>
    /// <param name="fundamental">Hz, above the distance of two bins.</param>
    /// <param name="magnitude">Magnitude spectrum.</param>
    /// <returns>The harmonics, [0] the fundamental; valid until the next call.</returns>
    public ReadOnlySpan<Harmonic> Compute(float fundamental, ReadOnlySpan<float> magnitude)
    {
        var lowest = axis.Nearest(0.5f * fundamental);
        for (var i = 0; i < Count; i++)
            harmonics[i] = Find(i, fundamental, lowest, magnitude);
        Measure();
        return harmonics;
    }

    private Harmonic Find(int i, float fundamental, int lowest, ReadOnlySpan<float> magnitude)
    {
        var expected = axis.Nearest((i + 1) * fundamental);
        if (expected == 0)
            return default;
        var bin = Peaks.At(magnitude, expected) ? expected : Aside(i, fundamental, expected, magnitude);
        if (bin < Math.Max(1, lowest) || bin >= magnitude.Length - 1)
            return new Harmonic(expected, 0, 0, 0, 0);
        var top = Parabola.Through(
            axis.Frequency(bin - 1), magnitude[bin - 1], axis.Frequency(bin), magnitude[bin], axis.Frequency(bin + 1), magnitude[bin + 1]);
        return new Harmonic(bin, (float)top.At, magnitude[bin], (float)top.Height, 0);
    }

    private int Aside(int i, float fundamental, int expected, ReadOnlySpan<float> magnitude) =>
        Peaks.Nearest(magnitude, expected, axis.Nearest((i + 0.5f) * fundamental), axis.Nearest((i + 1.5f) * fundamental));

    /// <summary>Gives the harmonics their levels and clears those whose bin the one before has.</summary>
    private void Measure()
    {
        var reference = harmonics[0].Magnitude;
        var referenceLevel = reference == 0 ? 0 : MathF.Log10(reference);
        for (var i = 1; i < Count; i++)
        {
            var level = reference == 0 ? NoLevel : Level(harmonics[i].Top, referenceLevel);
            // A cleared harmonic is at bin 0: a third one of the same bin stays.
            harmonics[i] = harmonics[i].Bin == harmonics[i - 1].Bin
                ? default(Harmonic) with { Level = NoLevel }
                : harmonics[i] with { Level = level };
        }
    }

    private static float Level(float top, float reference) =>
        top > 0 ? Math.Max(LowestLevel, (float)(20.0 * ((double)MathF.Log10(top) - reference))) : LowestLevel;
}

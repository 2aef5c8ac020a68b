namespace MultiEmo.Audio.LowLevelDescriptors.Harmonics;

/// <summary>Differences of the first harmonic's level to another's in dB, -201 to 201: how steeply the voice source falls off.</summary>
/// <remarks>
/// As openSMILE 3 counts, the fundamental is harmonic 0 and harmonic 1 lies an octave above it; others call those H1 and H2, as in Hanson, Glottal
/// characteristics of female speakers (JASA 101, 1997).
/// </remarks>
internal static class HarmonicDifferences
{
    private const float Limit = 201.0f;

    /// <summary>H1-H2.</summary>
    public static float ToSecond(ReadOnlySpan<Harmonic> harmonics) => Limited(harmonics[1].Level - harmonics[2].Level);

    /// <summary>H1-A3, to the harmonic that carries the third formant; the lowest level less where none does.</summary>
    public static float ToFormant(int carrier, ReadOnlySpan<Harmonic> harmonics) =>
        Limited(harmonics[1].Level - (carrier == FormantAmplitudes.None ? Limit : harmonics[carrier].Level));

    private static float Limited(float difference) => Math.Clamp(difference, -Limit, Limit);
}

namespace MultiEmo.Audio.LowLevelDescriptors.Harmonics;

/// <summary>Amplitudes of the first three formants: the harmonic of the greatest magnitude within 20 % of the formant's frequency.</summary>
/// <remarks>As openSMILE 3 computes it: bandwidth plays no part; harmonics are placed by the top of their parabola but compared by bin.</remarks>
internal static class FormantAmplitudes
{
    /// <summary>Formants measured.</summary>
    public const int Count = 3;

    /// <summary>For a formant without a harmonic.</summary>
    public const int None = -1;

    private const float Below = 0.8f;
    private const float Above = 1.2f;

    /// <summary>Index of the harmonic that carries a formant.</summary>
    /// <param name="formant">Hz; 0 where the frame lacks the formant.</param>
    /// <param name="harmonics">The frame's harmonics.</param>
    public static int Carrier(float formant, ReadOnlySpan<Harmonic> harmonics)
    {
        var (lowest, highest) = (Below * formant, Above * formant);
        var (strongest, magnitude) = (None, 0.0f);
        for (var i = 0; i < harmonics.Length; i++)
            if (harmonics[i].Magnitude > magnitude && harmonics[i].Frequency >= lowest && harmonics[i].Frequency <= highest)
                (strongest, magnitude) = (i, harmonics[i].Magnitude);
        return strongest;
    }

    /// <summary>Level of a formant in dB relative to the fundamental, 0 where no harmonic carries it.</summary>
    public static float Level(int carrier, ReadOnlySpan<Harmonic> harmonics) => carrier == None ? 0 : harmonics[carrier].Level;
}

using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Squared magnitudes of a frame's spectrum, shared by all that is computed from power.</summary>
/// <remarks>P[k] = |X[k]|^2 as floats, one per bin.</remarks>
internal static class PowerSpectrum
{
    /// <summary>Squares the magnitudes.</summary>
    public static void Compute(ReadOnlySpan<float> magnitude, Span<float> power)
    {
        var k = 0;
        for (; k <= magnitude.Length - Vector<float>.Count; k += Vector<float>.Count)
        {
            var m = new Vector<float>(magnitude[k..]);
            (m * m).CopyTo(power[k..]);
        }
        for (; k < magnitude.Length; k++)
            power[k] = magnitude[k] * magnitude[k];
    }
}

using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Strongest bin below 2000 Hz over the strongest of 2000..5000 Hz: high for a soft voice.</summary>
/// <remarks>
/// 10 log10(max(max P[0..2000 Hz), 1e-14) / max P[2000..5000 Hz]) in dB, 0 for a frame without power above 2000 Hz. Hammarberg and others,
/// Perceptual and acoustic correlates of abnormal voice qualities (Acta Otolaryngologica 90, 1980).
/// </remarks>
/// <param name="axis">The axis of bins.</param>
internal sealed class HammarbergIndex(FrequencyAxis axis)
{
    private readonly int middle = axis.CountBelow(2000.0);
    private readonly int end = axis.CountUpTo(5000.0);

    /// <summary>The index of one frame in dB.</summary>
    public float Compute(ReadOnlySpan<float> power)
    {
        var (low, high) = (Maximum(power[..middle]), Maximum(power[middle..end]));
        if (high <= 0)
            return 0;
        return low > LogSpectrum.Floor ? (float)LogSpectrum.Level(low / high)
            : (float)(10.0 * (MathF.Log(LogSpectrum.Floor) - MathF.Log(high)) / Math.Log(10.0));
    }

    private static float Maximum(ReadOnlySpan<float> power)
    {
        var greatest = Vector<float>.Zero;
        var k = 0;
        for (; k <= power.Length - Vector<float>.Count; k += Vector<float>.Count)
            greatest = Vector.Max(greatest, new Vector<float>(power[k..]));
        var maximum = 0.0f;
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            maximum = MathF.Max(maximum, greatest[lane]);
        for (; k < power.Length; k++)
            maximum = MathF.Max(maximum, power[k]);
        return maximum;
    }
}

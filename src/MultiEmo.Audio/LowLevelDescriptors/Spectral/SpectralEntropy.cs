using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Entropy of the power spectrum taken for a distribution: low for a tone, high for noise.</summary>
/// <remarks>
/// H = - sum over k at least 1 of p[k] log2 p[k], in bits, with p[k] = max(P[k], 1e-7) / total. Only the terms are floored, not the total,
/// as openSMILE 3 computes it: the p of a nearly silent frame do not add up to 1, and its entropy can leave 0..log2(bins).
/// </remarks>
internal static class SpectralEntropy
{
    private const double Floor = 0.0000001;

    /// <summary>Entropy of a power spectrum in bits.</summary>
    public static float Of(ReadOnlySpan<float> power, SpectralSums sums)
    {
        var total = Math.Max(sums.Total, (float)Floor);
        var sum = Vector<double>.Zero;
        var k = 1;
        for (; k <= power.Length - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(power[k..]), out var low, out var high);
            sum += Terms(low, total) + Terms(high, total);
        }
        var nats = Vector.Sum(sum);
        for (; k < power.Length; k++)
            nats += Term(power[k], total);
        return (float)(-nats / Math.Log(2.0));
    }

    private static Vector<double> Terms(Vector<double> power, double total)
    {
        var p = Vector.Max(power, new Vector<double>(Floor)) / new Vector<double>(total);
        return p * Vector.Log(p);
    }

    private static double Term(double power, double total)
    {
        var p = Math.Max(power, Floor) / total;
        return p * Math.Log(p);
    }
}

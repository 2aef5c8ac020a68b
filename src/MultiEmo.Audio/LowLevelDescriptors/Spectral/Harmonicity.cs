using System.Numerics;
using System.Runtime.Intrinsics;

namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>How much the power spectrum rises and falls from bin to bin: high when harmonics stand out.</summary>
/// <remarks>
/// Half the sum of |P[a] - P[b]| over neighbouring extremes a and b, shared out over the bins above 0 Hz; an extreme is above, or below,
/// the two bins on either side. Units of power, at least 0. As openSMILE 3 computes it.
/// </remarks>
internal static class Harmonicity
{
    private const int First = 3;
    private const int Reach = 2;

    /// <summary>Harmonicity of one power spectrum.</summary>
    public static float Of(ReadOnlySpan<float> power)
    {
        var (sum, last) = (0.0f, float.NaN);
        var k = First;
        for (; k <= power.Length - Reach - Vector256<float>.Count; k += Vector256<float>.Count)
        {
            for (var extremes = Extremes(power, k); extremes != 0; extremes &= extremes - 1)
                Add(power[k + BitOperations.TrailingZeroCount(extremes)], ref sum, ref last);
        }
        for (; k < power.Length - Reach; k++)
        {
            if (IsExtreme(power.Slice(k - Reach, (2 * Reach) + 1)))
                Add(power[k], ref sum, ref last);
        }
        return sum / 2.0f / (power.Length - 1);
    }

    private static void Add(float extreme, ref float sum, ref float last)
    {
        if (!float.IsNaN(last))
            sum += MathF.Abs(extreme - last);
        last = extreme;
    }

    private static uint Extremes(ReadOnlySpan<float> power, int k)
    {
        var here = Vector256.Create(power[k..]);
        var (farLeft, left) = (Vector256.Create(power[(k - 2)..]), Vector256.Create(power[(k - 1)..]));
        var (right, farRight) = (Vector256.Create(power[(k + 1)..]), Vector256.Create(power[(k + 2)..]));
        var highest = Vector256.Max(Vector256.Max(farLeft, left), Vector256.Max(right, farRight));
        var lowest = Vector256.Min(Vector256.Min(farLeft, left), Vector256.Min(right, farRight));
        return (Vector256.GreaterThan(here, highest) | Vector256.LessThan(here, lowest)).ExtractMostSignificantBits();
    }

    private static bool IsExtreme(ReadOnlySpan<float> five)
    {
        var highest = MathF.Max(MathF.Max(five[0], five[1]), MathF.Max(five[3], five[4]));
        var lowest = MathF.Min(MathF.Min(five[0], five[1]), MathF.Min(five[3], five[4]));
        return five[2] > highest || five[2] < lowest;
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultiEmo.Audio.Prosody;

/// <summary>Sums in double precision, four numbers at a time: the same order, and so the same bits, on every processor.</summary>
internal static class Sums
{
    private const int Lanes = 4;

    /// <summary>The sum of products of two equally long runs.</summary>
    public static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var (sum, other, at) = (Vector256<double>.Zero, Vector256<double>.Zero, (nuint)0);
        ref double a = ref MemoryMarshal.GetReference(first), b = ref MemoryMarshal.GetReference(second[..first.Length]);
        for (; at + (2 * Lanes) <= (nuint)first.Length; at += 2 * Lanes)
        {
            sum += Vector256.LoadUnsafe(ref a, at) * Vector256.LoadUnsafe(ref b, at);
            other += Vector256.LoadUnsafe(ref a, at + Lanes) * Vector256.LoadUnsafe(ref b, at + Lanes);
        }
        double total = Vector256.Sum(sum + other);
        for (int rest = (int)at; rest < first.Length; rest++) total += first[rest] * second[rest];
        return total;
    }

    /// <summary>The mean of at least one value.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum / values.Length;
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultiEmo.Audio.Functionals;

/// <summary>Autocorrelation r[k] = sum(x[n] x[n-k]) of a contour for the first few lags, in the contour's unit squared.</summary>
/// <remarks>Each lag is one lane that adds in single precision from the first frame to the last, so every sum is rounded as a plain loop rounds
/// it.</remarks>
internal static class Autocorrelation
{
    private const int Lanes = 8;

    /// <summary>Fills in r[0], r[1], ...</summary>
    /// <param name="values">The contour.</param>
    /// <param name="lags">Room for at most 8 lags.</param>
    public static void Compute(ReadOnlySpan<float> values, Span<float> lags)
    {
        // The last lane is lag 0, the first is lag 7; before the contour lie zeros.
        Span<float> start = stackalloc float[2 * Lanes];
        start.Clear();
        var head = Math.Min(values.Length, Lanes - 1);
        values[..head].CopyTo(start[(Lanes - 1)..]);
        var sums = Add(Vector256<float>.Zero, start[..(Lanes - 1 + head)]);
        sums = Add(sums, values);
        for (var lag = 0; lag < lags.Length; lag++)
            lags[lag] = sums[Lanes - 1 - lag];
    }

    private static Vector256<float> Add(Vector256<float> sums, ReadOnlySpan<float> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        for (var n = Lanes - 1; n < values.Length; n++)
            sums += Vector256.LoadUnsafe(ref first, (nuint)(n - (Lanes - 1))) * Vector256.Create(values[n]);
        return sums;
    }
}

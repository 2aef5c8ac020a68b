using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultiEmo.Audio.LowLevelDescriptors.Pitch;

/// <summary>Clears what lies farther than two bins from a spectral peak: a bin above the one before and not below the one after.</summary>
internal static class SpectralPeaks
{
    private const int Reach = 2;

    /// <summary>Clears the values between the peaks.</summary>
    /// <param name="magnitude">The spectrum whose peaks count.</param>
    /// <param name="values">The same bins, to be cleared.</param>
    public static void Keep(ReadOnlySpan<float> magnitude, Span<double> values)
    {
        var last = magnitude.Length - 1;
        var (before, peaks) = (-1, 0);
        if (magnitude[0] > magnitude[1])
            (before, peaks) = (0, 1);
        var bin = 1;
        for (; bin <= last - Vector256<float>.Count; bin += Vector256<float>.Count)
            for (var bits = Peaks(magnitude, bin); bits != 0; bits &= bits - 1)
                Clear(values, ref before, ref peaks, bin + BitOperations.TrailingZeroCount(bits));
        for (; bin <= last; bin++)
            if (magnitude[bin] > magnitude[bin - 1] && (bin == last || magnitude[bin] >= magnitude[bin + 1]))
                Clear(values, ref before, ref peaks, bin);
        // openSMILE takes a lonely peak for one at bin 0, wherever it lies.
        if (peaks == 1)
            values[(Reach + 1)..].Clear();
    }

    private static uint Peaks(ReadOnlySpan<float> magnitude, int bin)
    {
        ref var x = ref MemoryMarshal.GetReference(magnitude);
        var here = Vector256.LoadUnsafe(ref x, (nuint)bin);
        var rises = Vector256.GreaterThan(here, Vector256.LoadUnsafe(ref x, (nuint)(bin - 1)));
        var stays = Vector256.GreaterThanOrEqual(here, Vector256.LoadUnsafe(ref x, (nuint)(bin + 1)));
        return (rises & stays).ExtractMostSignificantBits();
    }

    private static void Clear(Span<double> values, ref int before, ref int peaks, int peak)
    {
        var between = peak - before - (2 * Reach) - 1;
        if (peaks > 0 && between > 0)
            values.Slice(before + Reach + 1, between).Clear();
        (before, peaks) = (peak, peaks + 1);
    }
}

using System.Runtime.InteropServices;

namespace MultiEmo.Audio.Functionals;

/// <summary>Sorts numbers by their bits, eleven at a time, in time proportional to their count; short spans are sorted by comparison.</summary>
/// <remarks>Of a negative number all bits are inverted, of others the sign bit alone, so that integers compare as the numbers do; see Knuth, The
/// Art of Computer Programming, volume 3, section 5.2.5.</remarks>
internal static class RadixSort
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;
    private const int Passes = 3;

    /// <summary>Below this many values clearing the counts costs more than comparing.</summary>
    private const int ShortLength = 700;

    /// <summary>Sorts in place.</summary>
    /// <param name="values">What to sort; no NaN.</param>
    /// <param name="keys">Memory for as many keys.</param>
    public static void Sort(Span<float> values, Span<uint> keys)
    {
        if (values.Length < ShortLength)
        {
            values.Sort();
            return;
        }
        Span<int> counts = stackalloc int[Passes * Digits];
        counts.Clear();
        var bits = MemoryMarshal.Cast<float, uint>(values);
        keys = keys[..values.Length];
        ToKeys(bits, keys, counts);
        Scatter(keys, bits, counts[..Digits], 0);
        Scatter(bits, keys, counts.Slice(Digits, Digits), DigitBits);
        Scatter(keys, bits, counts[(2 * Digits)..], 2 * DigitBits);
        FromKeys(bits);
    }

    private static void ToKeys(ReadOnlySpan<uint> bits, Span<uint> keys, Span<int> counts)
    {
        for (var n = 0; n < bits.Length; n++)
        {
            var key = bits[n] ^ ((uint)((int)bits[n] >> 31) | 0x8000_0000u);
            keys[n] = key;
            counts[(int)(key & (Digits - 1))]++;
            counts[Digits + (int)((key >> DigitBits) & (Digits - 1))]++;
            counts[(2 * Digits) + (int)(key >> (2 * DigitBits))]++;
        }
    }

    private static void Scatter(ReadOnlySpan<uint> from, Span<uint> to, Span<int> counts, int shift)
    {
        var place = 0;
        foreach (ref var count in counts)
            (count, place) = (place, place + count);
        foreach (var key in from)
            to[counts[(int)((key >> shift) & (Digits - 1))]++] = key;
    }

    private static void FromKeys(Span<uint> keys)
    {
        foreach (ref var key in keys)
            key ^= (uint)((int)~key >> 31) | 0x8000_0000u;
    }
}

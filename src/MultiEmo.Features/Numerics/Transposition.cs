using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MultiEmo.Features.Numerics;

/// <summary>Columns become rows, eight by eight in registers where the processor can.</summary>
internal static unsafe class Transposition
{
    private const int Size = 8;

    /// <summary>
    /// Copies columns of some rows, one after the other. Up to seven numbers behind each column may be overwritten, so columns are to be copied from
    /// the first on.
    /// </summary>
    /// <param name="from">(rows, depth), at most eight rows.</param>
    /// <param name="to">Where the first column goes.</param>
    /// <param name="stride">Numbers from one column's beginning to the next's, not below the rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(Matrix from, float* to, int stride)
    {
        int k = 0;
        if (Avx.IsSupported)
        {
            float* last = from.At(from.Rows - 1);
            float* Row(int row) => row < from.Rows ? from.At(row) : last;
            float* r0 = Row(0), r1 = Row(1), r2 = Row(2), r3 = Row(3), r4 = Row(4), r5 = Row(5), r6 = Row(6), r7 = Row(7);
            for (; k + Size <= from.Columns; k += Size, to += Size * stride)
            {
                Half(r0 + k, r1 + k, r2 + k, r3 + k, out var a, out var b, out var c, out var d);
                Half(r4 + k, r5 + k, r6 + k, r7 + k, out var e, out var f, out var g, out var h);
                Avx.Permute2x128(a, e, 0x20).Store(to);
                Avx.Permute2x128(b, f, 0x20).Store(to + stride);
                Avx.Permute2x128(c, g, 0x20).Store(to + (2 * stride));
                Avx.Permute2x128(d, h, 0x20).Store(to + (3 * stride));
                Avx.Permute2x128(a, e, 0x31).Store(to + (4 * stride));
                Avx.Permute2x128(b, f, 0x31).Store(to + (5 * stride));
                Avx.Permute2x128(c, g, 0x31).Store(to + (6 * stride));
                Avx.Permute2x128(d, h, 0x31).Store(to + (7 * stride));
            }
        }
        for (; k < from.Columns; k++, to += stride)
            for (int row = 0; row < from.Rows; row++) to[row] = from.At(row)[k];
    }

    // Of four rows, columns 0 and 4, 1 and 5, 2 and 6, 3 and 7, each pair in the halves of a register.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(
        float* row0, float* row1, float* row2, float* row3,
        out Vector256<float> c0, out Vector256<float> c1, out Vector256<float> c2, out Vector256<float> c3)
    {
        Vector256<float> r0 = Vector256.Load(row0), r1 = Vector256.Load(row1), r2 = Vector256.Load(row2), r3 = Vector256.Load(row3);
        Vector256<float> low01 = Avx.UnpackLow(r0, r1), high01 = Avx.UnpackHigh(r0, r1);
        Vector256<float> low23 = Avx.UnpackLow(r2, r3), high23 = Avx.UnpackHigh(r2, r3);
        c0 = Avx.Shuffle(low01, low23, 0x44);
        c1 = Avx.Shuffle(low01, low23, 0xEE);
        c2 = Avx.Shuffle(high01, high23, 0x44);
        c3 = Avx.Shuffle(high01, high23, 0xEE);
    }
}

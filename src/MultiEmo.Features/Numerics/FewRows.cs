using System.Runtime.CompilerServices;

namespace MultiEmo.Features.Numerics;

/// <summary>
/// Products of one to three rows with several panels at once: six rows' sums, most of them of nothing, would take longer than reading the panels.
/// Each sum has the same order as that of <see cref="Product"/>.
/// </summary>
internal static unsafe class FewRows
{
    /// <summary>The most rows.</summary>
    public const int Most = 3;

    /// <summary>The left factor: six rows side by side, depth after depth.</summary>
    /// <param name="data">The first row's first number.</param>
    /// <param name="depth">How many there are of each row.</param>
    public readonly struct Left(float* data, int depth)
    {
        /// <summary>The first row's first number.</summary>
        public float* Data => data;

        /// <summary>How many there are of each row.</summary>
        public int Depth => depth;
    }

    /// <summary>Some panels of the right factor.</summary>
    /// <param name="data">The first of all.</param>
    /// <param name="next">Numbers from one to the next.</param>
    /// <param name="range">Which of them.</param>
    public readonly struct Right(float* data, long next, Range range)
    {
        /// <summary>Which of them.</summary>
        public Range Range => range;

        /// <summary>A panel.</summary>
        public float* this[int panel] => data + (panel * next);
    }

    /// <summary>Computes as many of the panels as come several at a time.</summary>
    /// <param name="left">The rows.</param>
    /// <param name="right">The panels.</param>
    /// <param name="result">Of so many rows, and of the columns of all panels.</param>
    /// <param name="finish">What becomes of the sums.</param>
    /// <returns>The first panel that is still to be computed.</returns>
    public static int Compute<T>(Left left, Right right, Matrix result, Finish finish) where T : struct, ILanes<T>
    {
        int end = Math.Min(right.Range.End.Value, result.Columns / Panels.Width), several = result.Rows == 1 ? 4 : 2;
        int panel = right.Range.Start.Value;
        for (; panel + several <= end; panel += several)
        {
            int column = panel * Panels.Width;
            var beside = finish.Beside(column);
            var to = result.ColumnsFrom(column, several * Panels.Width);
            if (result.Rows == 1) One<T>(left, right, panel, to, beside);
            else if (result.Rows == 2) Two<T>(left, right, panel, to, beside);
            else Three<T>(left, right, panel, to, beside);
        }
        return panel;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One<T>(Left left, Right right, int panel, Matrix result, Finish finish) where T : struct, ILanes<T>
    {
        T a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        float* x = left.Data, p = right[panel], q = right[panel + 1], r = right[panel + 2], s = right[panel + 3];
        for (int k = 0; k < left.Depth; k++, x += Product.Rows, p += 2 * T.Count, q += 2 * T.Count, r += 2 * T.Count, s += 2 * T.Count)
        {
            T number = T.Spread(x[0]);
            Step(number, p, ref a0, ref a1);
            Step(number, q, ref a2, ref a3);
            Step(number, r, ref a4, ref a5);
            Step(number, s, ref a6, ref a7);
        }
        Product.Write(a0, a1, result.Data, finish);
        Product.Write(a2, a3, result.Data + (2 * T.Count), finish.Beside(2 * T.Count));
        Product.Write(a4, a5, result.Data + (4 * T.Count), finish.Beside(4 * T.Count));
        Product.Write(a6, a7, result.Data + (6 * T.Count), finish.Beside(6 * T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Two<T>(Left left, Right right, int panel, Matrix result, Finish finish) where T : struct, ILanes<T>
    {
        T a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        float* x = left.Data, p = right[panel], q = right[panel + 1];
        for (int k = 0; k < left.Depth; k++, x += Product.Rows, p += 2 * T.Count, q += 2 * T.Count)
        {
            T first = T.Spread(x[0]), second = T.Spread(x[1]);
            Step(first, p, ref a0, ref a1);
            Step(second, p, ref b0, ref b1);
            Step(first, q, ref a2, ref a3);
            Step(second, q, ref b2, ref b3);
        }
        var later = finish.Beside(2 * T.Count);
        Product.Write(a0, a1, result.At(0), finish);
        Product.Write(b0, b1, result.At(1), finish);
        Product.Write(a2, a3, result.At(0) + (2 * T.Count), later);
        Product.Write(b2, b3, result.At(1) + (2 * T.Count), later);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Three<T>(Left left, Right right, int panel, Matrix result, Finish finish) where T : struct, ILanes<T>
    {
        T a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        T c0 = default, c1 = default, c2 = default, c3 = default;
        float* x = left.Data, p = right[panel], q = right[panel + 1];
        for (int k = 0; k < left.Depth; k++, x += Product.Rows, p += 2 * T.Count, q += 2 * T.Count)
        {
            T first = T.Spread(x[0]), second = T.Spread(x[1]), third = T.Spread(x[2]);
            Step(first, p, ref a0, ref a1);
            Step(second, p, ref b0, ref b1);
            Step(third, p, ref c0, ref c1);
            Step(first, q, ref a2, ref a3);
            Step(second, q, ref b2, ref b3);
            Step(third, q, ref c2, ref c3);
        }
        var later = finish.Beside(2 * T.Count);
        Product.Write(a0, a1, result.At(0), finish);
        Product.Write(b0, b1, result.At(1), finish);
        Product.Write(c0, c1, result.At(2), finish);
        Product.Write(a2, a3, result.At(0) + (2 * T.Count), later);
        Product.Write(b2, b3, result.At(1) + (2 * T.Count), later);
        Product.Write(c2, c3, result.At(2) + (2 * T.Count), later);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T>(T number, float* panel, ref T sum0, ref T sum1) where T : struct, ILanes<T>
    {
        sum0 = T.MultiplyAdd(number, T.Load(panel), sum0);
        sum1 = T.MultiplyAdd(number, T.Load(panel + T.Count), sum1);
    }
}

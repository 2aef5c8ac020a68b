using System.Runtime.CompilerServices;

namespace MultiEmo.Features.Numerics;

/// <summary>
/// Products of one to three rows with several panels at once: a <see cref="Tile"/> of so few rows has too few sums to keep the processor's pipeline
/// full. Each sum has the same order as there.
/// </summary>
internal static unsafe class FewRows
{
    /// <summary>The most rows.</summary>
    public const int Most = 3;

    /// <summary>How many panels are multiplied at once.</summary>
    /// <param name="rows">With so many rows.</param>
    public static int Panels(int rows) => rows == 1 ? 4 : 2;

    /// <summary>Multiplies so many panels.</summary>
    /// <param name="left">Six rows side by side, depth after depth.</param>
    /// <param name="right">As many panels as <see cref="Panels"/> says.</param>
    /// <param name="result">Of so many rows, and of the columns of these panels.</param>
    /// <param name="finish">What becomes of the sums.</param>
    public static void Compute<T>(float* left, Block right, Matrix result, Finish finish) where T : struct, ILanes<T>
    {
        if (result.Rows == 1) One<T>(left, right, result.Data, finish);
        else if (result.Rows == 2) Two<T>(left, right, result, finish);
        else Three<T>(left, right, result, finish);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void One<T>(float* x, Block right, float* result, Finish finish) where T : struct, ILanes<T>
    {
        T a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        float* p = right[0], q = right[1], r = right[2], s = right[3];
        for (int k = 0; k < right.Depth; k++, x += Tile.Rows, p += 2 * T.Count, q += 2 * T.Count, r += 2 * T.Count, s += 2 * T.Count)
        {
            T number = T.Spread(x[0]);
            Step(number, p, ref a0, ref a1);
            Step(number, q, ref a2, ref a3);
            Step(number, r, ref a4, ref a5);
            Step(number, s, ref a6, ref a7);
        }
        Tile.Write(a0, a1, result, finish);
        Tile.Write(a2, a3, result + (2 * T.Count), finish.Beside(2 * T.Count));
        Tile.Write(a4, a5, result + (4 * T.Count), finish.Beside(4 * T.Count));
        Tile.Write(a6, a7, result + (6 * T.Count), finish.Beside(6 * T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Two<T>(float* x, Block right, Matrix result, Finish finish) where T : struct, ILanes<T>
    {
        T a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        float* p = right[0], q = right[1];
        for (int k = 0; k < right.Depth; k++, x += Tile.Rows, p += 2 * T.Count, q += 2 * T.Count)
        {
            T first = T.Spread(x[0]), second = T.Spread(x[1]);
            Step(first, p, ref a0, ref a1);
            Step(second, p, ref b0, ref b1);
            Step(first, q, ref a2, ref a3);
            Step(second, q, ref b2, ref b3);
        }
        var later = finish.Beside(2 * T.Count);
        Tile.Write(a0, a1, result.At(0), finish);
        Tile.Write(b0, b1, result.At(1), finish);
        Tile.Write(a2, a3, result.At(0) + (2 * T.Count), later);
        Tile.Write(b2, b3, result.At(1) + (2 * T.Count), later);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Three<T>(float* x, Block right, Matrix result, Finish finish) where T : struct, ILanes<T>
    {
        T a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        T c0 = default, c1 = default, c2 = default, c3 = default;
        float* p = right[0], q = right[1];
        for (int k = 0; k < right.Depth; k++, x += Tile.Rows, p += 2 * T.Count, q += 2 * T.Count)
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
        Tile.Write(a0, a1, result.At(0), finish);
        Tile.Write(b0, b1, result.At(1), finish);
        Tile.Write(c0, c1, result.At(2), finish);
        Tile.Write(a2, a3, result.At(0) + (2 * T.Count), later);
        Tile.Write(b2, b3, result.At(1) + (2 * T.Count), later);
        Tile.Write(c2, c3, result.At(2) + (2 * T.Count), later);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T>(T number, float* panel, ref T sum0, ref T sum1) where T : struct, ILanes<T>
    {
        sum0 = T.MultiplyAdd(number, T.Load(panel), sum0);
        sum1 = T.MultiplyAdd(number, T.Load(panel + T.Count), sum1);
    }
}

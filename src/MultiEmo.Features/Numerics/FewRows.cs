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
        else if (result.Rows == 2) Several<T, Two>(left, right, result, finish);
        else Several<T, Three>(left, right, result, finish);
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
        Write(a0, a1, a2, a3, result, finish);
        Write(a4, a5, a6, a7, result + (4 * T.Count), finish.Beside(4 * T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Several<T, TRows>(float* x, Block right, Matrix result, Finish finish)
        where T : struct, ILanes<T> where TRows : struct, INumber
    {
        T a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        T c0 = default, c1 = default, c2 = default, c3 = default;
        float* p = right[0], q = right[1];
        for (int k = 0; k < right.Depth; k++, x += Tile.Rows, p += 2 * T.Count, q += 2 * T.Count)
        {
            T first = T.Spread(x[0]), second = T.Spread(x[1]), third = TRows.Value > 2 ? T.Spread(x[2]) : default;
            Step(first, p, ref a0, ref a1);
            Step(second, p, ref b0, ref b1);
            if (TRows.Value > 2) Step(third, p, ref c0, ref c1);
            Step(first, q, ref a2, ref a3);
            Step(second, q, ref b2, ref b3);
            if (TRows.Value > 2) Step(third, q, ref c2, ref c3);
        }
        Write(a0, a1, a2, a3, result.At(0), finish);
        Write(b0, b1, b2, b3, result.At(1), finish);
        if (TRows.Value > 2) Write(c0, c1, c2, c3, result.At(2), finish);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T>(T a, T b, T c, T d, float* result, Finish finish) where T : struct, ILanes<T>
    {
        Tile.Write(a, b, result, finish);
        Tile.Write(c, d, result + (2 * T.Count), finish.Beside(2 * T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T>(T number, float* panel, ref T sum0, ref T sum1) where T : struct, ILanes<T>
    {
        sum0 = T.MultiplyAdd(number, T.Load(panel), sum0);
        sum1 = T.MultiplyAdd(number, T.Load(panel + T.Count), sum1);
    }
}

using System.Runtime.CompilerServices;

namespace MultiEmo.Features.Numerics;

/// <summary>
/// A tile of a product: up to six rows by one or two registers of sums, which stay there over the whole depth. A sum has the same order in
/// every tile.
/// </summary>
internal static unsafe class Tile
{
    /// <summary>The most rows.</summary>
    public const int Rows = 6;

    /// <summary>Computes a tile.</summary>
    /// <param name="left">Six rows side by side, depth after depth.</param>
    /// <param name="panel">Two registers of columns, depth after depth.</param>
    /// <param name="depth">How long the sums are.</param>
    /// <param name="result">Of one to six rows, and of as many columns as one or two registers have.</param>
    /// <param name="finish">What becomes of the sums.</param>
    public static void Compute<T>(float* left, float* panel, int depth, Matrix result, Finish finish) where T : struct, ILanes<T>
    {
        if (result.Columns > T.Count) Compute<T, Two>(left, panel, depth, result, finish);
        else Compute<T, One>(left, panel, depth, result, finish);
    }

    /// <summary>Writes two registers of sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(T first, T second, float* result, Finish finish) where T : struct, ILanes<T>
    {
        Write(first, result, finish);
        Write(second, result + T.Count, finish.Beside(T.Count));
    }

    private static void Compute<T, TRegisters>(float* left, float* panel, int depth, Matrix result, Finish finish)
        where T : struct, ILanes<T> where TRegisters : struct, INumber
    {
        switch (result.Rows)
        {
            case 1: Compute<T, One, TRegisters>(left, panel, depth, result, finish); break;
            case 2: Compute<T, Two, TRegisters>(left, panel, depth, result, finish); break;
            case 3: Compute<T, Three, TRegisters>(left, panel, depth, result, finish); break;
            case 4: Compute<T, Four, TRegisters>(left, panel, depth, result, finish); break;
            case 5: Compute<T, Five, TRegisters>(left, panel, depth, result, finish); break;
            default: Compute<T, Six, TRegisters>(left, panel, depth, result, finish); break;
        }
    }

    // Written once, for six rows and two registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Compute<T, TRows, TRegisters>(float* left, float* panel, int depth, Matrix result, Finish finish)
        where T : struct, ILanes<T> where TRows : struct, INumber where TRegisters : struct, INumber
    {
        T a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        T d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        for (int k = 0; k < depth; k++)
        {
            T p0 = T.Load(panel), p1 = TRegisters.Value > 1 ? T.Load(panel + T.Count) : default;
            Step<T, TRegisters>(left[0], p0, p1, ref a0, ref a1);
            if (TRows.Value > 1) Step<T, TRegisters>(left[1], p0, p1, ref b0, ref b1);
            if (TRows.Value > 2) Step<T, TRegisters>(left[2], p0, p1, ref c0, ref c1);
            if (TRows.Value > 3) Step<T, TRegisters>(left[3], p0, p1, ref d0, ref d1);
            if (TRows.Value > 4) Step<T, TRegisters>(left[4], p0, p1, ref e0, ref e1);
            if (TRows.Value > 5) Step<T, TRegisters>(left[5], p0, p1, ref f0, ref f1);
            left += Rows;
            panel += 2 * T.Count;
        }
        Write<T, TRegisters>(a0, a1, result.At(0), finish);
        if (TRows.Value > 1) Write<T, TRegisters>(b0, b1, result.At(1), finish);
        if (TRows.Value > 2) Write<T, TRegisters>(c0, c1, result.At(2), finish);
        if (TRows.Value > 3) Write<T, TRegisters>(d0, d1, result.At(3), finish);
        if (TRows.Value > 4) Write<T, TRegisters>(e0, e1, result.At(4), finish);
        if (TRows.Value > 5) Write<T, TRegisters>(f0, f1, result.At(5), finish);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T, TRegisters>(float number, T p0, T p1, ref T sum0, ref T sum1)
        where T : struct, ILanes<T> where TRegisters : struct, INumber
    {
        T x = T.Spread(number);
        sum0 = T.MultiplyAdd(x, p0, sum0);
        if (TRegisters.Value > 1) sum1 = T.MultiplyAdd(x, p1, sum1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T, TRegisters>(T first, T second, float* result, Finish finish)
        where T : struct, ILanes<T> where TRegisters : struct, INumber
    {
        if (TRegisters.Value > 1) Write(first, second, result, finish);
        else Write(first, result, finish);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T>(T sums, float* result, Finish finish) where T : struct, ILanes<T>
    {
        if (finish.Add) sums = T.Add(sums, T.Load(result));
        if (finish.Bias != null) sums = T.Add(sums, T.Load(finish.Bias));
        if (finish.Rectify) sums = T.Max(sums, default);
        T.Store(sums, result);
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace MultiEmo.Features.Numerics;

/// <summary>Functions of many numbers at once, correct to about the last digit of single precision.</summary>
public static class Functions
{
    /// <summary>e^x; beyond 2^-126 and 2^127 it is these.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Exp(Vector<float> x) => PowerOfTwo(x * 1.442695041f);

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Sigmoid(Vector<float> x) => Vector<float>.One / (Vector<float>.One + Exp(-x));

    /// <summary>The hyperbolic tangent, as 1 - 2 / (1 + e^2x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Tanh(Vector<float> x) =>
        Vector<float>.One - (new Vector<float>(2f) / (Vector<float>.One + PowerOfTwo(x * 2.885390082f)));

    /// <summary>
    /// 2^x: the whole part goes into the exponent's bits, the rest, at most a half, into the series of e^(x ln 2). Below -126 it is 2^-126, above
    /// 127 it is 2^127.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> PowerOfTwo(Vector<float> x)
    {
        x = Vector.MinNative(Vector.MaxNative(x, new(-126f)), new(127f));
        var whole = Vector.Round(x);
        var rest = (x - whole) * 0.693147181f;
        var series = Vector.FusedMultiplyAdd(rest, new(1 / 5040f), new(1 / 720f));
        series = Vector.FusedMultiplyAdd(series, rest, new(1 / 120f));
        series = Vector.FusedMultiplyAdd(series, rest, new(1 / 24f));
        series = Vector.FusedMultiplyAdd(series, rest, new(1 / 6f));
        series = Vector.FusedMultiplyAdd(series, rest, new(0.5f));
        series = Vector.FusedMultiplyAdd(series, rest, Vector<float>.One);
        series = Vector.FusedMultiplyAdd(series, rest, Vector<float>.One);
        return Vector.AsVectorSingle(Vector.AsVectorInt32(series) + (Vector.ConvertToInt32Native(whole) << 23));
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MultiEmo.Features.Numerics;

/// <summary>Numbers that the processor multiplies and adds at once. A kernel is written once and made for each width.</summary>
internal unsafe interface ILanes<TSelf> where TSelf : struct, ILanes<TSelf>
{
    /// <summary>How many numbers are side by side.</summary>
    static abstract int Count { get; }

    /// <summary>Reads <see cref="Count"/> numbers.</summary>
    static abstract TSelf Load(float* numbers);

    /// <summary>One number in every lane.</summary>
    static abstract TSelf Spread(float number);

    /// <summary>Writes <see cref="Count"/> numbers.</summary>
    static abstract void Store(TSelf lanes, float* numbers);

    /// <summary>left + right.</summary>
    static abstract TSelf Add(TSelf left, TSelf right);

    /// <summary>The larger of each two.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The last <paramref name="count"/> lanes, zeros before them.</summary>
    static abstract TSelf Last(TSelf lanes, int count);

    /// <summary>sum + left * right, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf sum);

    /// <summary>The sums of four, each over its lanes in one fixed order.</summary>
    static abstract Vector128<float> Sums(TSelf a, TSelf b, TSelf c, TSelf d);
}

/// <summary>Sixteen numbers: AVX-512.</summary>
internal readonly unsafe struct Lanes16(Vector512<float> lanes) : ILanes<Lanes16>
{
    private readonly Vector512<float> lanes = lanes;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(float* numbers) => new(Vector512.Load(numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Spread(float number) => new(Vector512.Create(number));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes16 lanes, float* numbers) => lanes.lanes.Store(numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Add(Lanes16 left, Lanes16 right) => new(left.lanes + right.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Max(Lanes16 left, Lanes16 right) => new(Vector512.Max(left.lanes, right.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Last(Lanes16 lanes, int count)
    {
        var last = Vector512.GreaterThanOrEqual(Vector512<int>.Indices, Vector512.Create(16 - count)).AsSingle();
        return new(Vector512.ConditionalSelect(last, lanes.lanes, default));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MultiplyAdd(Lanes16 left, Lanes16 right, Lanes16 sum) =>
        new(Vector512.FusedMultiplyAdd(left.lanes, right.lanes, sum.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sums(Lanes16 a, Lanes16 b, Lanes16 c, Lanes16 d)
    {
        // Of each four lanes: a0 + a2, b0 + b2, a1 + a3, b1 + b3.
        var ab = Avx512F.UnpackLow(a.lanes, b.lanes) + Avx512F.UnpackHigh(a.lanes, b.lanes);
        var cd = Avx512F.UnpackLow(c.lanes, d.lanes) + Avx512F.UnpackHigh(c.lanes, d.lanes);
        var (abs, cds) = (ab.AsDouble(), cd.AsDouble());
        var all = Avx512F.UnpackLow(abs, cds).AsSingle() + Avx512F.UnpackHigh(abs, cds).AsSingle();
        var half = all.GetLower() + all.GetUpper();
        return half.GetLower() + half.GetUpper();
    }
}

/// <summary>Eight numbers: AVX2.</summary>
internal readonly unsafe struct Lanes8(Vector256<float> lanes) : ILanes<Lanes8>
{
    private readonly Vector256<float> lanes = lanes;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(float* numbers) => new(Vector256.Load(numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Spread(float number) => new(Vector256.Create(number));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8 lanes, float* numbers) => lanes.lanes.Store(numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Add(Lanes8 left, Lanes8 right) => new(left.lanes + right.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Max(Lanes8 left, Lanes8 right) => new(Vector256.Max(left.lanes, right.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Last(Lanes8 lanes, int count)
    {
        var last = Vector256.GreaterThanOrEqual(Vector256<int>.Indices, Vector256.Create(8 - count)).AsSingle();
        return new(Vector256.ConditionalSelect(last, lanes.lanes, default));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAdd(Lanes8 left, Lanes8 right, Lanes8 sum) =>
        new(Vector256.FusedMultiplyAdd(left.lanes, right.lanes, sum.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sums(Lanes8 a, Lanes8 b, Lanes8 c, Lanes8 d)
    {
        var ab = Avx.UnpackLow(a.lanes, b.lanes) + Avx.UnpackHigh(a.lanes, b.lanes);
        var cd = Avx.UnpackLow(c.lanes, d.lanes) + Avx.UnpackHigh(c.lanes, d.lanes);
        var (abs, cds) = (ab.AsDouble(), cd.AsDouble());
        var all = Avx.UnpackLow(abs, cds).AsSingle() + Avx.UnpackHigh(abs, cds).AsSingle();
        return all.GetLower() + all.GetUpper();
    }
}

/// <summary>Four numbers: every processor.</summary>
internal readonly unsafe struct Lanes4(Vector128<float> lanes) : ILanes<Lanes4>
{
    private readonly Vector128<float> lanes = lanes;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(float* numbers) => new(Vector128.Load(numbers));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Spread(float number) => new(Vector128.Create(number));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes4 lanes, float* numbers) => lanes.lanes.Store(numbers);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Add(Lanes4 left, Lanes4 right) => new(left.lanes + right.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Max(Lanes4 left, Lanes4 right) => new(Vector128.Max(left.lanes, right.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Last(Lanes4 lanes, int count)
    {
        var last = Vector128.GreaterThanOrEqual(Vector128<int>.Indices, Vector128.Create(4 - count)).AsSingle();
        return new(Vector128.ConditionalSelect(last, lanes.lanes, default));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Lanes4 left, Lanes4 right, Lanes4 sum) =>
        new(Vector128.FusedMultiplyAdd(left.lanes, right.lanes, sum.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sums(Lanes4 a, Lanes4 b, Lanes4 c, Lanes4 d)
    {
        if (!Sse.IsSupported) return Vector128.Create(a.Sum(), b.Sum(), c.Sum(), d.Sum());
        var ab = Sse.UnpackLow(a.lanes, b.lanes) + Sse.UnpackHigh(a.lanes, b.lanes);
        var cd = Sse.UnpackLow(c.lanes, d.lanes) + Sse.UnpackHigh(c.lanes, d.lanes);
        return Sse.MoveLowToHigh(ab, cd) + Sse.MoveHighToLow(cd, ab);
    }

    private float Sum() => lanes[0] + lanes[2] + (lanes[1] + lanes[3]);
}

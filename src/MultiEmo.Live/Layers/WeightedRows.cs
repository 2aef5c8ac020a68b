using System.Numerics;

namespace MultiEmo.Live.Layers;

/// <summary>Sums of rows, each with a weight.</summary>
internal static class WeightedRows
{
    // So many sums stay in registers, as many as hide the time that one takes.
    private const int Side = 8;

    /// <summary>y = sum over t of w_t v_t.</summary>
    /// <param name="weights">(T), w.</param>
    /// <param name="rows">(T, K), v.</param>
    /// <param name="y">(K), overwritten.</param>
    public static void Sum(ReadOnlySpan<float> weights, ReadOnlySpan<float> rows, Span<float> y)
    {
        int lanes = Vector<float>.Count, column = 0;
        for (; column + (Side * lanes) <= y.Length; column += Side * lanes) SumSide(weights, rows[column..], y.Length, y[column..]);
        for (; column + lanes <= y.Length; column += lanes) SumLanes(weights, rows[column..], y.Length, y[column..]);
        for (; column < y.Length; column++)
        {
            float sum = 0;
            for (int t = 0; t < weights.Length; t++) sum = MathF.FusedMultiplyAdd(weights[t], rows[(t * y.Length) + column], sum);
            y[column] = sum;
        }
    }

    private static void SumSide(ReadOnlySpan<float> weights, ReadOnlySpan<float> rows, int width, Span<float> y)
    {
        int lanes = Vector<float>.Count;
        Vector<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (int t = 0; t < weights.Length; t++)
        {
            var weight = new Vector<float>(weights[t]);
            var row = rows.Slice(t * width, Side * lanes);
            a = Vector.FusedMultiplyAdd(weight, new(row), a);
            b = Vector.FusedMultiplyAdd(weight, new(row[lanes..]), b);
            c = Vector.FusedMultiplyAdd(weight, new(row[(2 * lanes)..]), c);
            d = Vector.FusedMultiplyAdd(weight, new(row[(3 * lanes)..]), d);
            e = Vector.FusedMultiplyAdd(weight, new(row[(4 * lanes)..]), e);
            f = Vector.FusedMultiplyAdd(weight, new(row[(5 * lanes)..]), f);
            g = Vector.FusedMultiplyAdd(weight, new(row[(6 * lanes)..]), g);
            h = Vector.FusedMultiplyAdd(weight, new(row[(7 * lanes)..]), h);
        }
        a.CopyTo(y);
        b.CopyTo(y[lanes..]);
        c.CopyTo(y[(2 * lanes)..]);
        d.CopyTo(y[(3 * lanes)..]);
        e.CopyTo(y[(4 * lanes)..]);
        f.CopyTo(y[(5 * lanes)..]);
        g.CopyTo(y[(6 * lanes)..]);
        h.CopyTo(y[(7 * lanes)..]);
    }

    private static void SumLanes(ReadOnlySpan<float> weights, ReadOnlySpan<float> rows, int width, Span<float> y)
    {
        Vector<float> sum = default;
        for (int t = 0; t < weights.Length; t++) sum = Vector.FusedMultiplyAdd(new Vector<float>(weights[t]), new(rows[(t * width)..]), sum);
        sum.CopyTo(y);
    }
}

using System.Numerics.Tensors;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Losses;

/// <summary>
/// One pair of modalities of Soft-HGR (eq. 20, released form) and its gradient; F_c and G_c are centred over the features of each turn:
/// <code>(sum over n of f_n . g_n - 1/2 ||F_c^T G_c||^2 / (D-1)^2) / N^2</code>
/// </summary>
internal static class CorrelationRows
{
    /// <summary>The term of a pair.</summary>
    /// <param name="first">F, its gradient.</param>
    /// <param name="second">G, its gradient.</param>
    /// <param name="factor">By which the gradients are multiplied before they are added.</param>
    /// <param name="threads">At most so many threads; the result does not depend on it.</param>
    public static double Value(Learned first, Learned second, double factor, int threads)
    {
        using var space = Workspace.Rent();
        var (f, g) = (first.Value, second.Value);
        int turns = f.Rows, width = f.Columns;
        double freedom = width - 1, all = (double)turns * turns;
        Matrix centredF = Centred(f, space, threads), centredG = Centred(g, space, threads);        // (N, D)
        var products = space.Take(width, width);                                                    // (D, D), F_c^T G_c
        using (var right = Panels.Rent().Fill(StoredFactor.Of(centredG), threads)) Product.OfTransposed(centredF, right, products, default, threads);
        double trace = Sum(width, threads, row => TensorPrimitives.SumOfSquares<float>(products.Row(row))) / (freedom * freedom);
        double value = (Sum(turns, threads, row => TensorPrimitives.Dot<float>(f.Row(row), g.Row(row))) - (trace / 2)) / all;
        if (first.Gradient.IsNone) return value;
        Matrix ofTraceF = space.Take(turns, width), ofTraceG = space.Take(turns, width);            // (N, D), centred as they come
        using (var panels = Panels.Rent().Fill(StoredFactor.Transposed(products), threads)) Product.Of(centredG, panels, ofTraceF, default, threads);
        using (var panels = Panels.Rent().Fill(StoredFactor.Of(products), threads)) Product.Of(centredF, panels, ofTraceG, default, threads);
        float share = (float)(factor / all), ofTrace = (float)(-factor / (all * freedom * freedom));
        Crew.Rows(turns, threads, 1, (row, count) =>
        {
            for (int i = row; i < row + count; i++)
            {
                Add(first.Gradient.Row(i), g.Row(i), share, ofTraceF.Row(i), ofTrace);
                Add(second.Gradient.Row(i), f.Row(i), share, ofTraceG.Row(i), ofTrace);
            }
        });
        return value;
    }

    private static void Add(Span<float> target, ReadOnlySpan<float> a, float ofA, ReadOnlySpan<float> b, float ofB)
    {
        TensorPrimitives.MultiplyAdd(a, ofA, target, target);
        TensorPrimitives.MultiplyAdd(b, ofB, target, target);
    }

    private static Matrix Centred(Matrix rows, Workspace space, int threads)
    {
        var centred = space.Take(rows.Rows, rows.Columns);
        Crew.Rows(rows.Rows, threads, 1, (first, count) =>
        {
            for (int row = first; row < first + count; row++)
                TensorPrimitives.Subtract(rows.Row(row), TensorPrimitives.Sum<float>(rows.Row(row)) / rows.Columns, centred.Row(row));
        });
        return centred;
    }

    private static double Sum(int rows, int threads, Func<int, float> row)
    {
        var values = new float[rows];
        Crew.Rows(rows, threads, 1, (first, count) =>
        {
            for (int i = first; i < first + count; i++) values[i] = row(i);
        });
        double sum = 0;
        foreach (float value in values) sum += value;
        return sum;
    }
}

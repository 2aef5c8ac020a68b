using System.Numerics.Tensors;

namespace MultiEmo.Features.Transforms;

/// <summary>
/// Products of tall matrices, row by row, as sums of scaled rows: each output row is computed by one thread in a fixed order, so that results do not
/// depend on the number of threads.
/// </summary>
internal static class DenseRows
{
    // So many rows share each visit to a row of the right factor, which then stays in the nearest cache.
    private const int Block = 8;

    /// <summary>left * right: a row per row of <paramref name="left"/>.</summary>
    public static double[][] Multiply(SparseMatrix left, double[][] right, ParallelOptions work)
    {
        var product = Zeros(left.Rows, right[0].Length);
        Parallel.For(0, left.Rows, work, row =>
        {
            for (int entry = left.Starts[row]; entry < left.Starts[row + 1]; entry++)
                AddScaled(product[row], right[left.Indices[entry]], left.Values[entry]);
        });
        return product;
    }

    /// <summary>left * right.</summary>
    public static double[][] Multiply(double[][] left, double[][] right, ParallelOptions work)
    {
        var product = Zeros(left.Length, right[0].Length);
        ForBlocks(left.Length, work, (start, end) =>
        {
            for (int inner = 0; inner < right.Length; inner++)
                for (int row = start; row < end; row++) AddScaled(product[row], right[inner], left[row][inner]);
        });
        return product;
    }

    /// <summary>left^T * right: a row per column of <paramref name="left"/>.</summary>
    public static double[][] MultiplyTransposed(double[][] left, double[][] right, ParallelOptions work)
    {
        var product = Zeros(left[0].Length, right[0].Length);
        ForBlocks(product.Length, work, (start, end) =>
        {
            for (int inner = 0; inner < right.Length; inner++)
                for (int row = start; row < end; row++) AddScaled(product[row], right[inner], left[inner][row]);
        });
        return product;
    }

    /// <summary>The lower triangle of the Gram matrix of the columns, rows^T * rows.</summary>
    public static double[][] Gram(double[][] rows, ParallelOptions work)
    {
        var gram = Zeros(rows[0].Length, rows[0].Length);
        ForBlocks(gram.Length, work, (start, end) =>
        {
            foreach (double[] row in rows)
                for (int i = start; i < end; i++) AddScaled(gram[i].AsSpan(0, i + 1), row.AsSpan(0, i + 1), row[i]);
        });
        return gram;
    }

    /// <summary>Replaces each row y by the q of q * upper = y; column j of q is 0 where the diagonal is 0.</summary>
    public static void SolveUpper(double[][] rows, double[][] upper, ParallelOptions work) => ForBlocks(rows.Length, work, (start, end) =>
    {
        for (int j = 0; j < upper.Length; j++)
            for (int row = start; row < end; row++)
            {
                double q = rows[row][j] = upper[j][j] == 0 ? 0 : rows[row][j] / upper[j][j];
                AddScaled(rows[row].AsSpan(j + 1), upper[j].AsSpan(j + 1), -q);
            }
    });

    private static void AddScaled(Span<double> sum, ReadOnlySpan<double> row, double scale)
    {
        if (scale != 0) TensorPrimitives.MultiplyAdd(row, scale, sum, sum);
    }

    private static void ForBlocks(int count, ParallelOptions work, Action<int, int> body)
        => Parallel.For(0, (count + Block - 1) / Block, work, block => body(block * Block, Math.Min((block + 1) * Block, count)));

    private static double[][] Zeros(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => new double[columns])];
}

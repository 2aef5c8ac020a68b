using System.Numerics.Tensors;

namespace MultiEmo.Features.Transforms;

/// <summary>
/// Orthonormal columns by Cholesky's factor of their Gram matrix, done twice to round-off (CholeskyQR2: Yamamoto et al., 2015); a column that depends
/// on those before it becomes zero.
/// </summary>
internal static class Orthonormal
{
    // Of a column's squared length; below it the remainder is round-off of the Gram matrix.
    private const double Dependent = 1e-12;

    /// <summary>Replaces the columns, in place, by an orthonormal basis of what they span.</summary>
    public static void Columns(double[][] rows, ParallelOptions work)
    {
        for (int pass = 0; pass < 2; pass++) DenseRows.SolveUpper(rows, UpperFactor(DenseRows.Gram(rows, work), work), work);
    }

    // R with R^T R = gram, R's rows of dependent columns zero; gram holds the lower triangle and is used up.
    private static double[][] UpperFactor(double[][] gram, ParallelOptions work)
    {
        int size = gram.Length;
        double[] length = [.. gram.Select((row, i) => row[i])];
        double[][] upper = Upper(gram);
        for (int i = 0; i < size; i++)
        {
            var row = upper[i].AsSpan(i);
            if (row[0] <= Dependent * length[i]) row.Clear();
            else TensorPrimitives.Divide(row, Math.Sqrt(row[0]), row);
            EliminateBelow(upper, i, work);
        }
        return upper;
    }

    private static double[][] Upper(double[][] lower)
    {
        double[][] upper = [.. lower.Select(row => new double[row.Length])];
        for (int i = 0; i < lower.Length; i++)
            for (int j = 0; j <= i; j++) upper[j][i] = lower[i][j];
        return upper;
    }

    private static void EliminateBelow(double[][] upper, int pivot, ParallelOptions work)
    {
        double[] row = upper[pivot];
        Parallel.For(pivot + 1, upper.Length, work, j =>
        {
            if (row[j] != 0) TensorPrimitives.MultiplyAdd(row.AsSpan(j), -row[j], upper[j].AsSpan(j), upper[j].AsSpan(j));
        });
    }
}

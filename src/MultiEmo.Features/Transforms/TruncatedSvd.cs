using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;

namespace MultiEmo.Features.Transforms;

/// <summary>
/// The largest singular values of a matrix by randomized subspace iteration (Halko, Martinsson and Tropp, 2011, algorithm 4.4). The same
/// matrix and seed give the same numbers for any number of threads.
/// </summary>
/// <param name="SingularValues">Falling, all above zero.</param>
/// <param name="Right">A right singular vector per column (columns of A x components); the entry of the largest size in each is positive.</param>
public sealed record TruncatedSvd(double[] SingularValues, double[][] Right)
{
    // Singular values below this part of the largest are round-off: they come from the roots of squares.
    private const double Negligible = 1e-6;

    /// <summary>Decomposes a matrix; a matrix of zeros has no component.</summary>
    /// <param name="matrix">A, texts x terms for instance.</param>
    /// <param name="options">How; the defaults suit TF-IDF.</param>
    /// <param name="progress">Told a clause per step.</param>
    /// <param name="stop">Ends the work early.</param>
    public static TruncatedSvd Fit(
        SparseMatrix matrix, TruncatedSvdOptions? options = null, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        var transposed = matrix.Transposed();
        var products = new Products(matrix.Rows, matrix.Columns,
            (right, work) => DenseRows.Multiply(matrix, right, work), (right, work) => DenseRows.Multiply(transposed, right, work));
        return Fit(products, options ?? new TruncatedSvdOptions(), progress, stop);
    }

    /// <summary>Decomposes a matrix that is not sparse, row by row, at least one row.</summary>
    /// <param name="rows">A, all rows of one length.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told a clause per step.</param>
    /// <param name="stop">Ends the work early.</param>
    public static TruncatedSvd Fit(
        double[][] rows, TruncatedSvdOptions? options = null, IProgress<string>? progress = null, CancellationToken stop = default)
    {
        var products = new Products(rows.Length, rows[0].Length,
            (right, work) => DenseRows.Multiply(rows, right, work), (right, work) => DenseRows.MultiplyTransposed(rows, right, work));
        return Fit(products, options ?? new TruncatedSvdOptions(), progress, stop);
    }

    private static TruncatedSvd Fit(Products matrix, TruncatedSvdOptions set, IProgress<string>? progress, CancellationToken stop)
    {
        var work = new ParallelOptions { MaxDegreeOfParallelism = set.Threads ?? -1, CancellationToken = stop };
        int carried = Math.Min(set.Components + set.Oversampling, Math.Min(matrix.Rows, matrix.Columns));
        if (carried == 0) return new TruncatedSvd([], []);
        double[][] basis = matrix.Times(Chance(matrix.Columns, carried, set.Seed), work);
        Orthonormal.Columns(basis, work);
        for (int iteration = 1; iteration <= set.Iterations; iteration++)
        {
            progress?.Report($"singular vectors, step {iteration} of {set.Iterations}");
            basis = matrix.Times(matrix.TransposedTimes(basis, work), work);
            Orthonormal.Columns(basis, work);
        }
        progress?.Report("singular values");
        return Solve(matrix.TransposedTimes(basis, work), set.Components, work);
    }

    // A^T Q = V S W^T: S^2 and W are the eigenvalues and vectors of its Gram matrix, and V = A^T Q W S^-1.
    private static TruncatedSvd Solve(double[][] projected, int wanted, ParallelOptions work)
    {
        double[][] gram = DenseRows.Gram(projected, work);
        var eigen = DenseMatrix.Create(gram.Length, gram.Length, (i, j) => gram[Math.Max(i, j)][Math.Min(i, j)])
            .Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric);
        double[] values = [.. eigen.EigenValues.Select(value => Math.Sqrt(Math.Max(value.Real, 0))).Reverse()];
        int count = values.Take(wanted).Count(value => value > Negligible * values[0]);
        double[] kept = values[..count];
        if (count == 0) return new TruncatedSvd([], [.. projected.Select(_ => Array.Empty<double>())]);
        double[][] rotation = [.. Enumerable.Range(0, gram.Length)
            .Select(i => kept.Select((value, k) => eigen.EigenVectors[i, gram.Length - 1 - k] / value).ToArray())];
        double[][] right = DenseRows.Multiply(projected, rotation, work);
        FixSigns(right);
        return new TruncatedSvd(kept, right);
    }

    private static void FixSigns(double[][] right)
    {
        double[] largest = [.. right[0]];
        foreach (double[] row in right)
            for (int k = 0; k < row.Length; k++)
                if (Math.Abs(row[k]) > Math.Abs(largest[k])) largest[k] = row[k];
        double[] signs = [.. largest.Select(value => value < 0 ? -1.0 : 1.0)];
        foreach (double[] row in right) TensorPrimitives.Multiply(row, signs, row);
    }

    // Seeded chance is the same on every machine; no draw here needs a logarithm.
    private static double[][] Chance(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => 2 * random.NextDouble() - 1).ToArray())];
    }

    // All that is asked of the matrix.
    private sealed record Products(
        int Rows, int Columns, Func<double[][], ParallelOptions, double[][]> Times, Func<double[][], ParallelOptions, double[][]> TransposedTimes);
}

using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MultiEmo.Features.Transforms;
using SparseMatrix = MultiEmo.Features.Transforms.SparseMatrix;

namespace MultiEmo.Tests.Features.Transforms;

public class TruncatedSvdTests
{
    [Theory]
    [InlineData(40, 25, 10)]
    [InlineData(25, 40, 25)]
    [InlineData(120, 90, 20)]
    public void Values_and_subspace_are_those_of_a_dense_decomposition(int rows, int columns, int components)
    {
        var matrix = Some(rows, columns, 7);
        var twin = Dense(matrix).Svd();

        var svd = Fit(matrix, new TruncatedSvdOptions { Components = components, Iterations = 60 });

        Assert.Equal(components, svd.SingularValues.Length);
        for (int k = 0; k < components; k++) Assert.Equal(twin.S[k], svd.SingularValues[k], 1e-6);
        var right = DenseMatrix.OfRowArrays(svd.Right);
        var expected = twin.VT.SubMatrix(0, components, 0, columns).Transpose();
        Assert.InRange((right * right.Transpose() - expected * expected.Transpose()).FrobeniusNorm(), 0, 1e-5);
    }

    [Fact]
    public void The_default_number_of_steps_is_enough_for_three_digits()
    {
        var matrix = Some(300, 200, 5);
        var twin = Dense(matrix).Svd(computeVectors: false);
        var svd = Fit(matrix, new TruncatedSvdOptions { Components = 20 });
        for (int k = 0; k < 20; k++) Assert.InRange(svd.SingularValues[k] / twin.S[k], 0.98, 1 + 1e-9);
    }

    [Fact]
    public void Right_vectors_are_orthonormal_and_their_largest_entry_is_positive()
    {
        var right = DenseMatrix.OfRowArrays(Fit(Some(60, 50, 3), new TruncatedSvdOptions { Components = 12 }).Right);

        Assert.InRange((right.Transpose() * right - DenseMatrix.CreateIdentity(12)).FrobeniusNorm(), 0, 1e-10);
        Assert.All(right.EnumerateColumns(), column => Assert.Equal(column.AbsoluteMaximum(), column[column.AbsoluteMaximumIndex()]));
    }

    [Fact]
    public void A_matrix_of_lower_rank_has_so_many_components()
    {
        double[][] dense = [[1, 0, 2], [2, 0, 4], [0, 3, 0], [1, 3, 2]];
        var svd = Fit(Sparse(dense));

        Assert.Equal(2, svd.SingularValues.Length);
        Assert.All(svd.Right, row => Assert.Equal(2, row.Length));
    }

    [Fact]
    public void A_matrix_of_zeros_has_no_component() => Assert.Empty(Fit(Sparse([[0, 0], [0, 0]])).SingularValues);

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        var matrix = Some(200, 150, 4);
        var one = Fit(matrix, new TruncatedSvdOptions { Components = 30, Threads = 1 });
        var three = Fit(matrix, new TruncatedSvdOptions { Components = 30, Threads = 3 });

        Assert.Equal(one.SingularValues, three.SingularValues);
        Assert.Equal(one.Right.SelectMany(row => row), three.Right.SelectMany(row => row));
    }

    [Fact]
    public void A_transposed_matrix_has_rows_and_columns_exchanged()
        => Assert.Equal(Dense(Some(9, 6, 2)).Transpose(), Dense(Some(9, 6, 2).Transposed()));

    private static TruncatedSvd Fit(SparseMatrix matrix, TruncatedSvdOptions? options = null)
        => TruncatedSvd.Fit(matrix, options, stop: TestContext.Current.CancellationToken);

    private static SparseMatrix Some(int rows, int columns, int perRow)
    {
        var random = new Random(11);
        double[][] dense = [.. Enumerable.Range(0, rows).Select(_ => new double[columns])];
        foreach (double[] row in dense)
            for (int i = 0; i < perRow; i++) row[random.Next(columns)] = random.NextDouble() * 2 - 0.5;
        return Sparse(dense);
    }

    private static SparseMatrix Sparse(double[][] dense) => SparseMatrix.Of(dense[0].Length,
        [.. dense.Select(row => row.Index().Where(cell => cell.Item != 0).Select(cell => KeyValuePair.Create(cell.Index, cell.Item)).ToArray())]);

    private static Matrix<double> Dense(SparseMatrix matrix)
    {
        var dense = new DenseMatrix(matrix.Rows, matrix.Columns);
        for (int row = 0; row < matrix.Rows; row++)
            for (int entry = matrix.Starts[row]; entry < matrix.Starts[row + 1]; entry++) dense[row, matrix.Indices[entry]] = matrix.Values[entry];
        return dense;
    }
}

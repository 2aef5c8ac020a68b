using MathNet.Numerics.LinearAlgebra.Double;
using MultiEmo.Conversations;
using MultiEmo.Features.Transforms;

namespace MultiEmo.Tests.Features.Transforms;

public class PcaTests
{
    [Theory]
    [InlineData(60, 20, 5)]
    [InlineData(20, 60, 12)]
    [InlineData(40, 40, 39)]
    public void Components_are_the_eigenvectors_of_the_covariance(int rows, int columns, int components)
    {
        double[][] data = Centred(rows, columns);
        var matrix = DenseMatrix.OfRowArrays(data);
        var eigen = (matrix.Transpose() * matrix).Evd();

        var pca = Pca.Fit(data, components, TestContext.Current.CancellationToken);

        double squares = 0;
        for (int k = 0; k < components; k++) squares += eigen.EigenValues[columns - 1 - k].Real;
        double scale = Math.Sqrt(components * (double)rows / squares);
        for (int k = 0; k < components; k++)
        {
            var expected = eigen.EigenVectors.Column(columns - 1 - k);
            if (expected[expected.AbsoluteMaximumIndex()] < 0) expected = expected.Negate();
            for (int column = 0; column < columns; column++) Assert.Equal(expected[column] * scale, pca.Directions[column][k], 1e-3 * scale);
        }
    }

    [Fact]
    public void Values_are_uncorrelated_their_variance_falls_and_their_mean_square_is_one()
    {
        double[][] data = Centred(80, 30);
        var pca = Pca.Fit(data, 6, TestContext.Current.CancellationToken);

        float[][] values = [.. data.Select(row => pca.Apply(Array.ConvertAll(row, value => (float)value)))];

        Assert.Equal(1, values.Average(row => row.Average(value => (double)value * value)), 1e-4);
        double[] variances = [.. Enumerable.Range(0, 6).Select(k => values.Average(row => (double)row[k] * row[k]))];
        Assert.Equal(variances.OrderDescending(), variances);
        for (int k = 1; k < 6; k++) Assert.Equal(0, values.Average(row => (double)row[k] * row[k - 1]), 2e-3);
    }

    [Fact]
    public void A_row_gets_the_sums_of_its_products()
    {
        double[][] data = Centred(25, 9);
        var pca = Pca.Fit(data, 4, TestContext.Current.CancellationToken);
        float[] row = Array.ConvertAll(data[7], value => (float)value);

        float[] values = pca.Apply(row);

        for (int k = 0; k < 4; k++) Assert.Equal(row.Select((value, column) => (double)value * pca.Directions[column][k]).Sum(), values[k], 1e-5);
    }

    [Fact]
    public void The_same_rows_give_the_same_bytes() =>
        Assert.Equal(Fitted(Centred(50, 40), 10), Fitted(Centred(50, 40), 10));

    [Theory]
    [InlineData(30, 50, 30, "--pca 29 or less")]
    [InlineData(30, 10, 11, "--pca 10 or less")]
    [InlineData(1, 10, 1, "leave out --pca")]
    public void More_components_than_there_are_directions_are_refused(int rows, int columns, int components, string remedy) =>
        Assert.Contains(remedy, Assert.Throws<BadInputException>(() => Fitted(Centred(rows, columns), components)).Message);

    [Fact]
    public void Rows_that_repeat_have_fewer_directions()
    {
        double[][] three = Centred(3, 20);
        Assert.Contains("with 2 independent directions", Assert.Throws<BadInputException>(() => Fitted([.. three, .. three, .. three], 5)).Message);
    }

    private static byte[] Fitted(double[][] rows, int components) =>
        Pca.Fit(rows, components, TestContext.Current.CancellationToken).Tensors().Single().Value.Bytes;

    // Columns of falling weight, as measurements have.
    private static double[][] Centred(int rows, int columns)
    {
        var chance = new Random(rows + columns);
        double[][] data = [.. Enumerable.Range(0, rows)
            .Select(_ => Enumerable.Range(0, columns).Select(column => (chance.NextDouble() - 0.5) * Math.Pow(0.8, column)).ToArray())];
        double[] means = [.. Enumerable.Range(0, columns).Select(column => data.Average(row => row[column]))];
        return [.. data.Select(row => row.Select((value, column) => value - means[column]).ToArray())];
    }
}

using MultiEmo.Features.Numerics;

namespace MultiEmo.Tests.Features.Numerics;

/// <summary>Products in managed code equal those summed one by one in double, whatever the shape, and depend on nothing beside them.</summary>
public class AffineTests
{
    private static readonly int[] Widths = [1, 3, 4, 7, 8, 15, 16, 17, 31, 64, 300, 768, 1535, 1536, 1900, 3072];

    [Fact]
    public void Every_shape_equals_the_plain_sum()
    {
        var random = new Random(1);
        foreach (int inputs in Widths)
            foreach (int outputs in new[] { 1, 3, 4, 7, 130, 140 })
                foreach (int rows in new[] { 1, 2, 5, 6, 9, 13 }) Check(random, rows, inputs, outputs);
    }

    [Fact]
    public void A_row_does_not_depend_on_its_company_nor_on_threads()
    {
        const int Rows = 23, Inputs = 1900, Outputs = 301;
        var random = new Random(2);
        float[] x = Draw(random, Rows * Inputs), weight = Draw(random, Outputs * Inputs), bias = Draw(random, Outputs);
        float[] together = new float[Rows * Outputs], shared = new float[Rows * Outputs], alone = new float[Outputs];

        Affine.Apply(x, weight, bias, together, Outputs);
        Affine.Apply(x, weight, bias, shared, Outputs, threads: 3);
        Assert.Equal(together, shared);
        for (int row = 0; row < Rows; row++)
        {
            Affine.Apply(x.AsSpan(row * Inputs, Inputs), weight, bias, alone, Outputs);
            Assert.Equal(together[(row * Outputs)..((row + 1) * Outputs)], alone);
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused() =>
        Assert.Throws<ArgumentException>(() => Affine.Apply(new float[5], new float[6], [], new float[4], 2));

    private static void Check(Random random, int rows, int inputs, int outputs)
    {
        float[] x = Draw(random, rows * inputs), weight = Draw(random, outputs * inputs), bias = Draw(random, outputs);
        var y = new float[rows * outputs];
        Affine.Apply(x, weight, bias, y, outputs);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < outputs; column++)
            {
                double sum = bias[column], size = Math.Abs(sum);
                for (int i = 0; i < inputs; i++)
                {
                    double product = (double)x[(row * inputs) + i] * weight[(column * inputs) + i];
                    (sum, size) = (sum + product, size + Math.Abs(product));
                }
                Assert.InRange(y[(row * outputs) + column], sum - (3e-7 * size), sum + (3e-7 * size));
            }
    }

    private static float[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
}

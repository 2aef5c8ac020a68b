using MultiEmo.Features.Numerics;

namespace MultiEmo.Tests.Features.Numerics;

/// <summary>Products of matrices of every shape are those of three plain loops.</summary>
public sealed unsafe class ProductTests : IDisposable
{
    private readonly Workspace space = Workspace.Rent();
    private readonly Random random = new(4);

    public static TheoryData<int, int, int> Shapes =>
        [(1, 1, 1), (6, 16, 16), (5, 3, 7), (7, 17, 33), (13, 300, 50), (200, 64, 10), (1, 512, 96), (390, 260, 31), (64, 8, 128)];

    public void Dispose() => space.Dispose();

    [Theory, MemberData(nameof(Shapes))]
    public void A_layer_is_that_of_plain_loops(int rows, int inputs, int outputs)
    {
        Matrix x = Noise(rows, inputs), weight = Noise(outputs, inputs), bias = Noise(1, outputs), y = Noise(rows, outputs);
        foreach (int threads in (int[])[1, 2, 5])
            foreach (bool rectify in (bool[])[false, true])
            {
                Dense.Forward(x, [weight], bias.Data, y, threads, rectify);
                Near(y, (r, c) =>
                {
                    double sum = bias.Data[c] + Enumerable.Range(0, inputs).Sum(k => (double)x.At(r)[k] * weight.At(c)[k]);
                    return rectify ? Math.Max(sum, 0) : sum;
                });
            }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void The_gradients_of_a_layer_are_those_of_plain_loops(int rows, int inputs, int outputs)
    {
        Matrix x = Noise(rows, inputs), weight = Noise(outputs, inputs), dy = Noise(rows, outputs);
        Matrix dx = Noise(rows, inputs), before = Copy(dx), dWeight = Noise(outputs, inputs), dBias = Noise(1, outputs);
        foreach (int threads in (int[])[1, 3])
        {
            for (int r = 0; r < rows; r++) before.Row(r).CopyTo(dx.Row(r));
            Dense.Input(dy, [weight], dx, threads, add: true);
            Dense.Weight(dy, x, dWeight, threads);
            Dense.Bias(dy, dBias.Data, threads);
            Near(dx, (r, c) => before.At(r)[c] + Enumerable.Range(0, outputs).Sum(k => (double)dy.At(r)[k] * weight.At(k)[c]));
            Near(dWeight, (o, i) => Enumerable.Range(0, rows).Sum(r => (double)dy.At(r)[o] * x.At(r)[i]));
            Near(dBias, (_, o) => Enumerable.Range(0, rows).Sum(r => (double)dy.At(r)[o]));
        }
    }

    [Fact]
    public void Parts_of_wider_matrices_are_multiplied_and_nothing_beside_them_is_touched()
    {
        Matrix wide = Noise(40, 30), result = Noise(40, 30), before = Copy(result), first = Noise(5, 9), second = Noise(4, 9);
        Dense.Forward(wide.ColumnsFrom(11, 9), [first, second], null, result.ColumnsFrom(20, 9), 2);
        Near(result, (r, c) => c is < 20 or >= 29 ? before.At(r)[c]
            : Enumerable.Range(0, 9).Sum(k => (double)wide.At(r)[11 + k] * (c < 25 ? first.At(c - 20)[k] : second.At(c - 25)[k])));
    }

    [Fact]
    public void A_row_of_the_result_does_not_depend_on_the_rows_beside_it()
    {
        Matrix x = Noise(61, 300), weight = Noise(50, 300), all = Noise(61, 50), one = Noise(1, 50);
        Dense.Forward(x, [weight], null, all, 2);
        for (int row = 0; row < x.Rows; row++)
        {
            Dense.Forward(x.RowsFrom(row, 1), [weight], null, one, 1);
            Assert.Equal(all.Row(row).ToArray(), one.Row(0).ToArray());
        }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(7), InlineData(20), InlineData(96)]
    public void Nor_on_how_many_they_are_nor_on_the_threads(int rows)
    {
        Matrix x = Noise(200, 300), weight = Noise(700, 300), bias = Noise(1, 700), all = Noise(200, 700), before = Copy(all);
        using var panels = Panels.Rent().Fill(StoredFactor.Transposed(weight));
        Product.Of(x, panels, all, new Finish(true, bias.Data, true));
        foreach (int threads in (int[])[1, 2, 3, 7])
            for (int first = 0; first + rows <= x.Rows; first += rows)
            {
                var some = Copy(before.RowsFrom(first, rows));
                Product.Of(x.RowsFrom(first, rows), panels, some, new Finish(true, bias.Data, true), threads);
                for (int row = 0; row < rows; row++) Assert.Equal(all.Row(first + row).ToArray(), some.Row(row).ToArray());
            }
    }

    [Theory, InlineData(1), InlineData(4), InlineData(8), InlineData(9), InlineData(16), InlineData(17), InlineData(31), InlineData(48)]
    public void Nor_on_how_many_columns_there_are(int columns)
    {
        int wide = columns + 32;
        Matrix x = Noise(13, 300), weight = Noise(wide, 300), bias = Noise(1, wide), before = Noise(13, wide);
        foreach (var finish in (Finish[])[default, new(true), new(true, bias.Data, true)])
            for (int rows = 1; rows <= x.Rows; rows++)
            {
                Matrix all = Copy(before.RowsFrom(0, rows)), some = Copy(before.RowsFrom(0, rows));
                Multiply(x.RowsFrom(0, rows), weight, all, finish);
                Multiply(x.RowsFrom(0, rows), weight.RowsFrom(0, columns), some.ColumnsFrom(0, columns), finish);
                for (int row = 0; row < rows; row++)
                {
                    Assert.Equal(all.Row(row)[..columns].ToArray(), some.Row(row)[..columns].ToArray());
                    Assert.Equal(before.Row(row)[columns..].ToArray(), some.Row(row)[columns..].ToArray());
                }
            }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(20), InlineData(192), InlineData(193)]
    public void Nor_on_whether_the_right_factor_is_arranged_before_or_meanwhile(int rows)
    {
        Matrix x = Noise(rows, 520), wide = Noise(700, 531), bias = Noise(1, 700), before = Noise(rows, 700);
        Matrix[] parts = [wide.RowsFrom(0, 3), wide.RowsFrom(3, 402), wide.RowsFrom(405, 295)];
        Matrix[] upright = [Noise(3, 700), Noise(402, 700), Noise(115, 701).ColumnsFrom(1, 700)];
        StoredFactor turned = StoredFactor.Transposed([.. parts.Select(part => part.ColumnsFrom(11, 520))]);
        foreach (var factor in (StoredFactor[])[turned, StoredFactor.Of(upright), StoredFactor.Of(upright[1].ColumnsFrom(8, 7))])
        {
            Matrix left = x.ColumnsFrom(0, factor.Depth), start = before.ColumnsFrom(0, factor.Columns), expected = Copy(start);
            using var panels = Panels.Rent().Fill(factor);
            Product.Of(left, panels, expected, new Finish(true, bias.Data, true));
            foreach (int threads in (int[])[1, 2, 3])
            {
                var some = Copy(start);
                Product.Of(left, factor, some, new Finish(true, bias.Data, true), threads);
                for (int row = 0; row < rows; row++) Assert.Equal(expected.Row(row).ToArray(), some.Row(row).ToArray());
            }
        }
    }

    private static void Multiply(Matrix x, Matrix weight, Matrix y, Finish finish)
    {
        using var panels = Panels.Rent().Fill(StoredFactor.Transposed(weight));
        Product.Of(x, panels, y, finish);
    }

    private Matrix Noise(int rows, int columns)
    {
        var matrix = space.Take(rows, columns);
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++) matrix.At(r)[c] = random.NextSingle() - 0.5f;
        return matrix;
    }

    private Matrix Copy(Matrix of)
    {
        var copy = space.Take(of.Rows, of.Columns);
        for (int r = 0; r < of.Rows; r++) of.Row(r).CopyTo(copy.Row(r));
        return copy;
    }

    private static void Near(Matrix actual, Func<int, int, double> expected)
    {
        for (int r = 0; r < actual.Rows; r++)
            for (int c = 0; c < actual.Columns; c++) Assert.Equal(expected(r, c), actual.At(r)[c], 2e-5);
    }
}

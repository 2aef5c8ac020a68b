using MultiEmo.Features.Transforms;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Transforms;

public class StandardizeTests
{
    [Fact]
    public void Columns_get_mean_zero_and_deviation_one()
    {
        double[][] rows = [[1, 10], [2, 30], [4, 20], [9, 0]];
        var fitted = Standardize.Fit(rows);

        for (int column = 0; column < 2; column++)
        {
            double[] values = [.. rows.Select(row => (double)fitted.Apply(column, row[column]))];
            Assert.Equal(0, values.Average(), 1e-6);
            Assert.Equal(1, values.Average(value => value * value), 1e-6);
        }
    }

    [Fact]
    public void A_constant_column_becomes_zero_even_for_values_never_seen()
    {
        var fitted = Standardize.Fit([[0.1], [0.1], [0.1]]);
        Assert.Equal(0, fitted.Apply(0, 0.1));
        Assert.Equal(0, fitted.Apply(0, 5));
    }

    [Fact]
    public void A_blank_is_the_mean()
    {
        var fitted = Standardize.Fit([[1], [double.NaN], [3], [5]]);
        Assert.Equal(3, fitted.Mean[0]);
        Assert.Equal(Math.Sqrt((4 + 0 + 0 + 4) / 4.0), fitted.Deviation[0], 12);
        Assert.Equal(0, fitted.Apply(0, double.NaN));
    }

    [Fact]
    public void A_wild_value_stays_finite() => Assert.Equal(1e6f, Standardize.Fit([[0], [1e-9]]).Apply(0, 1e90));

    [Fact]
    public void Statistics_survive_a_file()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "s.safetensors");
        var fitted = Standardize.Fit([[1, 7.3], [2, 0.1], [4, double.NaN]]);
        Safetensors.Write(path, fitted.Tensors());

        var read = Standardize.Read(Safetensors.Read(path));
        Assert.Equal(fitted.Mean, read.Mean);
        Assert.Equal(fitted.Deviation, read.Deviation);
    }
}

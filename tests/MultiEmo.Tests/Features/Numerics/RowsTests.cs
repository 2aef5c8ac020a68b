using MathNet.Numerics;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Tests.Features.Numerics;

/// <summary>What is done to rows equals the formulas in double.</summary>
public class RowsTests
{
    [Theory, InlineData(1), InlineData(7), InlineData(8), InlineData(100), InlineData(771)]
    public void Gelu_is_x_times_the_normal_distribution(int length)
    {
        float[] row = Draw(length, 9), before = [.. row];
        Rows.Gelu(row);
        foreach (var (i, x) in before.Index()) Near(x * 0.5 * SpecialFunctions.Erfc(-x / Math.Sqrt(2)), row[i], 2e-7 * Math.Max(1, Math.Abs(x)));
    }

    [Fact]
    public void Gelu_of_what_is_far_off_is_nothing_or_all()
    {
        float[] row = [-1e30f, -100, -20, 0, 20, 100, 1e30f];
        Rows.Gelu(row);
        Assert.All(row[..4], value => Near(0, value, 1e-30));
        Assert.Equal([20, 100, 1e30f], row[4..]);
    }

    [Theory, InlineData(1), InlineData(5), InlineData(8), InlineData(130)]
    public void Softmax_sums_to_one_and_keeps_ratios(int length)
    {
        float[] row = Draw(length, 200), before = [.. row];
        Rows.Softmax(row, 0.125f);
        double most = before.Max(), sum = before.Sum(x => Math.Exp((x - most) * 0.125));
        foreach (var (i, x) in before.Index()) Near(Math.Exp((x - most) * 0.125) / sum, row[i], 1e-6);
    }

    [Theory, InlineData(3), InlineData(8), InlineData(17), InlineData(768)]
    public void Normalize_is_layer_norm(int length)
    {
        float[] row = Draw(length, 3), gain = Draw(length, 2), bias = Draw(length, 1), before = [.. row];
        Normalization.Forward(row, gain, bias, 1e-5, row);
        double mean = before.Average(x => (double)x), variance = before.Average(x => (x - mean) * (x - mean));
        foreach (var (i, x) in before.Index()) Near(((x - mean) / Math.Sqrt(variance + 1e-5) * gain[i]) + bias[i], row[i], 3e-6);
    }

    [Theory, InlineData(3), InlineData(17), InlineData(768)]
    public void What_came_of_a_row_is_written_once_more_to_the_bit(int length)
    {
        float[] row = Draw(length, 3), gain = Draw(length, 2), bias = Draw(length, 1), first = new float[length], again = new float[length];
        Normalization.Forward(row, gain, bias, 1e-5, first);
        Normalization.Again(row, gain, bias, again);
        Assert.Equal(first, again);
    }

    private static void Near(double expected, double actual, double tolerance) => Assert.InRange(actual, expected - tolerance, expected + tolerance);

    private static float[] Draw(int count, double size)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(((random.NextDouble() * 2) - 1) * size))];
    }
}

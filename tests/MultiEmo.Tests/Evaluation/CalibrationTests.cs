using MultiEmo.Conversations;
using MultiEmo.Evaluation.Calibration;

namespace MultiEmo.Tests.Evaluation;

public class CalibrationTests
{
    [Theory]
    [InlineData(1, 3, 400, 0.4)]
    [InlineData(2, 7, 300, 1.0)]
    [InlineData(3, 2, 500, 3.0)]
    public void The_fitted_temperature_is_the_best_of_a_fine_grid(int seed, int classes, int rows, double scale)
    {
        var (logits, labels) = Drawn(seed, classes, rows, scale);

        double fitted = Temperature.Fit(logits, labels).Value;

        double best = Enumerable.Range(0, 4000).Select(step => 0.05 * Math.Pow(400, step / 3999.0)).MinBy(t => SlowLoss(logits, labels, t));
        Assert.InRange(fitted, best * 0.998, best * 1.002);
        Assert.True(SlowLoss(logits, labels, fitted) <= SlowLoss(logits, labels, best) + 1e-12);
    }

    [Fact]
    public void Labels_drawn_from_the_softmax_itself_need_almost_no_temperature()
    {
        var (logits, labels) = Drawn(4, 5, 5000, 1);

        Assert.InRange(Temperature.Fit(logits, labels).Value, 0.9, 1.1);
    }

    [Fact]
    public void A_validation_split_without_error_ends_at_the_smallest_temperature()
    {
        Assert.Equal(Temperature.Smallest, Temperature.Fit([9, 0, 0, 9], [0, 1]).Value, 12);
        Assert.Equal(Temperature.Largest, Temperature.Fit([9, 0, 0, 9], [1, 0]).Value, 9);
    }

    [Fact]
    public void Probabilities_sum_to_one_and_keep_the_order_of_the_logits()
    {
        float[] probabilities = new Temperature(2).Apply([1000, 0, -1000, 1, 2, 3], 3);

        Assert.Equal(1, probabilities[..3].Sum(), 6);
        Assert.Equal(1, probabilities[3..].Sum(), 6);
        Assert.Equal(Math.Exp(1.5) / (Math.Exp(0.5) + Math.Exp(1) + Math.Exp(1.5)), probabilities[5], 6);
        Assert.Equal([0f, 0f], probabilities[1..3]);
    }

    [Fact]
    public void Nothing_to_calibrate_on_and_infinite_scores_are_errors()
    {
        Assert.Throws<BadInputException>(() => Temperature.Fit([], []));
        Assert.Throws<BadInputException>(() => Temperature.Fit([float.NaN, 1], [0]));
        Assert.Throws<BadInputException>(() => Temperature.Fit([float.PositiveInfinity, 1], [0]));
    }

    [Fact]
    public void Bins_hold_confidence_and_accuracy_and_the_error_is_their_mean_gap()
    {
        float[] probabilities = [0.75f, 0.25f, 0.25f, 0.75f, 1f, 0f];

        var bins = ReliabilityBins.Of(probabilities, [0, 0, 0], 4);

        Assert.Equal([0, 0, 2, 1], bins.Bins.Select(bin => bin.Count));
        Assert.Equal(new ReliabilityBin(0.5, 0.75, 2, 0.75, 0.5), bins.Bins[2]);
        Assert.Equal(new ReliabilityBin(0.75, 1, 1, 1, 1), bins.Bins[3]);
        Assert.Equal(2.0 / 3 * 0.25, bins.ExpectedCalibrationError, 12);
    }

    [Fact]
    public void Log_loss_is_the_mean_surprise_at_the_truth_and_stays_finite()
    {
        Assert.Equal((Math.Log(2) + Math.Log(4)) / 2, LogLoss.Of([0.5f, 0.5f, 0.25f, 0.75f], [1, 0]), 6);
        Assert.InRange(LogLoss.Of([0f, 1f], [0]), 15, 17);
    }

    // Labels drawn from softmax(logits / scale), so that the best temperature is near scale.
    private static (float[] Logits, int[] Labels) Drawn(int seed, int classes, int rows, double scale)
    {
        var random = new Random(seed);
        float[] logits = [.. Enumerable.Range(0, rows * classes).Select(_ => (float)(4 * random.NextDouble() - 2))];
        int[] labels = [.. logits.Chunk(classes).Select(row => Draw(random, [.. row.Select(logit => Math.Exp(logit / scale))]))];
        return (logits, labels);
    }

    private static int Draw(Random random, double[] weights)
    {
        double left = random.NextDouble() * weights.Sum();
        int label = 0;
        while (label < weights.Length - 1 && (left -= weights[label]) > 0) label++;
        return label;
    }

    private static double SlowLoss(float[] logits, int[] labels, double temperature)
    {
        int classes = logits.Length / labels.Length;
        return labels.Select((label, row) =>
        {
            double[] scaled = [.. logits.AsSpan(row * classes, classes).ToArray().Select(logit => logit / temperature)];
            return Math.Log(scaled.Sum(z => Math.Exp(z - scaled.Max()))) + scaled.Max() - scaled[label];
        }).Average();
    }
}

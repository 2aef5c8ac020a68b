using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace MultiEmo.Evaluation.Charts;

/// <summary>An epoch of a training.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">The training's loss, summed over the batches.</param>
/// <param name="ValidationLoss">That of validation.</param>
/// <param name="SelectionF1">Weighted F1 by which the epoch was chosen, a fraction of 1.</param>
public sealed record EpochPoint(int Epoch, double TrainLoss, double ValidationLoss, double SelectionF1);

/// <summary>A seed's training.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Epochs">Its epochs in order, at least one.</param>
/// <param name="Kept">The epoch that was kept.</param>
public sealed record SeedCurve(int Seed, IReadOnlyList<EpochPoint> Epochs, int Kept);

/// <summary>How the seeds of a run learnt: losses, and the score by which the epoch was chosen, with a ring around the one that was kept.</summary>
public static class LearningCurves
{
    private const int MostNamed = 8;

    /// <summary>Draws the curves.</summary>
    /// <param name="title">What was trained.</param>
    /// <param name="split">What the epoch was chosen on.</param>
    /// <param name="seeds">At least one seed.</param>
    public static Chart Of(string title, string split, IReadOnlyList<SeedCurve> seeds)
    {
        Plot loss = ChartStyle.Plot("Loss, relative to the first epoch"), score = ChartStyle.Plot($"Weighted F1 on {split}");
        foreach (var (place, seed) in seeds.Index())
        {
            var color = ChartStyle.Series[place % ChartStyle.Series.Count];
            double[] epochs = [.. seed.Epochs.Select(epoch => (double)epoch.Epoch)];
            Add(loss, epochs, Relative(seed.Epochs, epoch => epoch.TrainLoss), ChartStyle.Series[0], place == 0 ? "training" : null);
            Add(loss, epochs, Relative(seed.Epochs, epoch => epoch.ValidationLoss), ChartStyle.Series[1], place == 0 ? "validation" : null);
            double[] scores = [.. seed.Epochs.Select(epoch => 100 * epoch.SelectionF1)];
            Add(score, epochs, scores, color, place == 0 ? $"seed {seed.Seed}" : $"{seed.Seed}");
            int kept = Array.IndexOf(epochs, seed.Kept);
            if (kept >= 0) score.Add.Marker(seed.Kept, scores[kept], MarkerShape.OpenCircle, 12, color).LineWidth = 2;
        }
        ChartStyle.LegendBelow(loss);
        loss.YLabel("1 = first epoch");
        score.YLabel("percent");
        if (seeds.Count <= MostNamed) ChartStyle.LegendBelow(score);
        foreach (var plot in new[] { loss, score }) Finish(plot, seeds.Max(seed => seed.Epochs[^1].Epoch));
        return new Chart($"{title}: curves of the loss and of weighted F1 over the epochs, a line per seed; rings mark the epochs that were kept.",
            new ChartSize(ChartStyle.Width, 420), new Columns(), [loss, score]);
    }

    private static double[] Relative(IReadOnlyList<EpochPoint> epochs, Func<EpochPoint, double> loss) =>
        [.. epochs.Select(epoch => loss(epoch) / loss(epochs[0]))];

    private static void Add(Plot plot, double[] epochs, double[] values, Color color, string? name)
    {
        var line = plot.Add.Scatter(epochs, values, color);
        (line.LineWidth, line.MarkerSize) = (2, epochs.Length == 1 ? 8 : 0);
        if (name is not null) line.LegendText = name;
    }

    // Epochs are whole numbers.
    private static void Finish(Plot plot, int last)
    {

        int step = Math.Max(1, (int)Math.Ceiling(last / 10.0));
        double[] ticks = [.. Enumerable.Range(1, last).Where(epoch => last <= 10 || epoch % step == 0).Select(epoch => (double)epoch)];
        plot.Axes.Bottom.SetTicks(ticks, [.. ticks.Select(tick => $"{tick:0}")]);
        plot.XLabel("epoch");
    }
}

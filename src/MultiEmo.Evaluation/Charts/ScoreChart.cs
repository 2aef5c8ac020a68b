using MultiEmo.Evaluation.Statistics;
using ScottPlot;

namespace MultiEmo.Evaluation.Charts;

/// <summary>Systems beside each other: weighted F1 of each seed, its mean and the interval.</summary>
public static class ScoreChart
{
    private const int PerSystem = 34, Around = 110;

    /// <summary>Draws a comparison, the reference above.</summary>
    /// <param name="title">What was compared on what.</param>
    /// <param name="comparison">The systems.</param>
    public static Chart Of(string title, Comparison comparison)
    {
        var plot = ChartStyle.Plot(title);
        int count = comparison.Systems.Count;
        foreach (var (place, system) in comparison.Systems.Index())
        {
            double y = count - 1 - place, mean = 100 * system.EstimateOf(Measure.WeightedF1).Mean;
            var interval = system.IntervalOf(Measure.WeightedF1);
            var color = place == 0 ? ChartStyle.Series[5] : ChartStyle.Series[0];
            var range = plot.Add.Line(100 * interval.Lower, y, 100 * interval.Upper, y);
            (range.LineWidth, range.LineColor) = (3, color);
            double[] seeds = [.. system.PerSeed.Select(metrics => 100 * metrics.WeightedF1)];
            var marks = plot.Add.ScatterPoints(seeds, [.. seeds.Select(_ => y)]);
            marks.MarkerStyle.Shape = MarkerShape.VerticalBar;
            (marks.MarkerStyle.Size, marks.MarkerStyle.LineWidth, marks.MarkerStyle.LineColor) = (14, 1.5f, color);
            plot.Add.Marker(mean, y, MarkerShape.FilledDiamond, 13, color);
        }
        var reference = plot.Add.VerticalLine(100 * comparison.Systems[0].EstimateOf(Measure.WeightedF1).Mean);
        (reference.LineColor, reference.LineWidth, reference.LinePattern) = (ChartStyle.Soft, 1, LinePattern.Dashed);
        ChartStyle.Name(plot.Axes.Left, [.. comparison.Systems.Reverse().Select(system => system.Predictions.Name)]);
        plot.XLabel("weighted F1 on the test split, percent");
        plot.Axes.SetLimitsY(-0.6, count - 0.4);
        return new Chart($"{title}: weighted F1 of each system with its interval.",
            new ChartSize(ChartStyle.Width, Around + PerSystem * count), plot);
    }
}

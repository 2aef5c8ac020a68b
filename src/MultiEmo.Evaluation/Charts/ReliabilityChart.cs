using MultiEmo.Evaluation.Calibration;
using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace MultiEmo.Evaluation.Charts;

/// <summary>Whether probabilities mean what they say: how often the model is right where it is so and so sure.</summary>
public static class ReliabilityChart
{
    private const int FewUtterances = 10;       // of a bar that says little

    /// <summary>Draws the intervals: accuracy over confidence, and below it how many utterances lie in each.</summary>
    /// <param name="title">What was scored on what.</param>
    /// <param name="bins">The intervals.</param>
    public static Chart Of(string title, ReliabilityBins bins)
    {
        Plot accuracy = ChartStyle.Plot(title), counts = ChartStyle.Plot("");
        foreach (var bin in bins.Bins.Where(bin => bin.Count > 0))
        {
            double middle = 100 * (bin.Lower + bin.Upper) / 2, width = 100 * (bin.Upper - bin.Lower) * 0.94;
            Bar(accuracy, middle, 100 * bin.Accuracy, width, bin.Count < FewUtterances ? ChartStyle.Series[0].WithAlpha(0.35) : ChartStyle.Series[0]);
            Bar(counts, middle, bin.Count, width, ChartStyle.Soft);
        }
        var perfect = accuracy.Add.Line(0, 0, 100, 100);
        (perfect.LineColor, perfect.LineWidth, perfect.LinePattern) = (ChartStyle.Ink, 1.5f, LinePattern.Dashed);
        perfect.LegendText = "perfectly calibrated";
        accuracy.Legend.ManualItems.Add(new LegendItem { LabelText = "right, percent", FillColor = ChartStyle.Series[0] });
        var few = new LegendItem { LabelText = $"the same, of fewer than {FewUtterances}", FillColor = ChartStyle.Series[0].WithAlpha(0.35) };
        if (bins.Bins.Any(bin => bin.Count is > 0 and < FewUtterances)) accuracy.Legend.ManualItems.Add(few);
        accuracy.ShowLegend(Alignment.UpperLeft);
        accuracy.YLabel("right, percent");
        accuracy.Axes.SetLimits(0, 100, 0, 100);
        counts.YLabel("utterances");
        counts.XLabel("probability of the predicted emotion, percent");
        counts.Axes.SetLimits(0, 100, 0, 1.1 * bins.Bins.Max(bin => bin.Count));
        foreach (var plot in new[] { accuracy, counts })
        {
            plot.Axes.Left.MinimumSize = plot.Axes.Left.MaximumSize = 70;
            double[] tens = [.. Enumerable.Range(0, 11).Select(ten => 10.0 * ten)];
            plot.Axes.Bottom.SetTicks(tens, [.. tens.Select(ten => $"{ten:0}")]);
        }
        var layout = new CustomGrid();
        layout.Set(accuracy, new GridCell(0, 0, 4, 1, 3, 1));
        layout.Set(counts, new GridCell(3, 0, 4, 1, 1, 1));
        return new Chart("Bars of how often predictions were right over how probable the model called them; below, how many there were.",
            new ChartSize(ChartStyle.Width, 560), layout, [accuracy, counts]);
    }

    private static void Bar(Plot plot, double at, double value, double width, Color color) =>
        plot.Add.Bar(new Bar { Position = at, Value = value, Size = width, FillColor = color, LineWidth = 0 });
}

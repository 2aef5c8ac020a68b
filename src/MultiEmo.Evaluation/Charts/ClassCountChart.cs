using System.Globalization;
using ScottPlot;

namespace MultiEmo.Evaluation.Charts;

/// <summary>The utterances of each class in a split, in the order of the labels.</summary>
/// <param name="Name">The split.</param>
/// <param name="Counts">A number per label.</param>
public sealed record SplitCounts(string Name, IReadOnlyList<int> Counts);

/// <summary>How unequally the classes are filled: a bar per class and split (as Figure 2 of the paper shows it).</summary>
public static class ClassCountChart
{
    private const double Thickness = 0.8;       // of a class's share of the axis
    private const int PerBar = 20, PerClass = 8, Around = 100;      // points of height

    /// <summary>Draws counts; the classes stand in the order of the first split's counts, the largest above.</summary>
    /// <param name="corpus">The corpus' name.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="splits">At least one split.</param>
    public static Chart Of(string corpus, IReadOnlyList<string> labels, IReadOnlyList<SplitCounts> splits)
    {
        int[] order = [.. Enumerable.Range(0, labels.Count).OrderBy(label => splits[0].Counts[label]).ThenByDescending(label => label)];
        var plot = ChartStyle.Plot($"Labelled utterances of each emotion: {corpus}");
        double thickness = Thickness / splits.Count;
        foreach (var (place, split) in splits.Index())
        {
            double offset = Thickness / 2 - (place + 0.5) * thickness;
            var color = ChartStyle.Series[place % ChartStyle.Series.Count];
            Add(plot, split, [.. order.Select(label => split.Counts[label])], offset, thickness * 0.92, color);
        }
        ChartStyle.Name(plot.Axes.Left, [.. order.Select(label => labels[label])]);
        plot.XLabel("utterances; in brackets the share of the split");
        plot.Axes.Margins(left: 0, right: 0.22, bottom: 0.02, top: 0.02);
        if (splits.Count > 1) plot.ShowLegend(Alignment.LowerRight);
        int height = Around + labels.Count * (PerBar * splits.Count + PerClass);
        return new Chart($"Bars with the number of utterances of each emotion in {string.Join(", ", splits.Select(split => split.Name))}.",
            new ChartSize(ChartStyle.Width, height), plot);
    }

    private static void Add(Plot plot, SplitCounts split, int[] counts, double offset, double thickness, Color color)
    {
        double total = Math.Max(1, split.Counts.Sum());
        Bar[] each = [.. counts.Index().Select(count => new Bar
        {
            Position = count.Index + offset,
            Value = count.Item,
            Size = thickness,
            FillColor = color,
            LineWidth = 0,
            Orientation = Orientation.Horizontal,
            Label = string.Create(CultureInfo.InvariantCulture, $" {count.Item} ({100 * count.Item / total:0.0} %)"),
        })];
        var bars = plot.Add.Bars(each);
        bars.Horizontal = true;
        bars.LegendText = split.Name;
        bars.ValueLabelStyle.FontSize = ChartStyle.FontSize - 2;
        bars.ValueLabelStyle.FontName = ChartFont.Name;
    }
}

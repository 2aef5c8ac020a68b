using ScottPlot;
using ScottPlot.MultiplotLayouts;

namespace MultiEmo.Evaluation.Charts;

/// <summary>Vectors of utterances in two dimensions.</summary>
/// <param name="Name">How they came to have two, such as <c>t-SNE</c>.</param>
/// <param name="Horizontal">What the first says, for the axis.</param>
/// <param name="Vertical">What the second says.</param>
/// <param name="Points">N points.</param>
public sealed record Projection(string Name, string Horizontal, string Vertical, IReadOnlyList<ProjectedPoint> Points);

/// <summary>A vector in two dimensions.</summary>
/// <param name="X">The first.</param>
/// <param name="Y">The second.</param>
/// <param name="Label">The index of its emotion.</param>
public readonly record struct ProjectedPoint(double X, double Y, int Label);

/// <summary>Whether emotions lie apart: utterances as points, a colour and a shape for each emotion.</summary>
public static class ProjectionChart
{
    /// <summary>Draws one projection beside the other.</summary>
    /// <param name="what">What the points are.</param>
    /// <param name="labels">The emotions.</param>
    /// <param name="projections">At least one.</param>
    public static Chart Of(string what, IReadOnlyList<string> labels, IReadOnlyList<Projection> projections)
    {
        Plot[] plots = [.. projections.Select(projection => Panel(labels, projection))];
        var legend = ChartStyle.Plot("");
        legend.HideAxesAndGrid();
        Explain(legend, labels);
        var layout = new CustomGrid();
        const int Rows = 8;
        for (int panel = 0; panel < plots.Length; panel++)
            layout.Set(plots[panel], new GridCell(0, panel, Rows, plots.Length, Rows - 1, 1));
        layout.Set(legend, new GridCell(Rows - 1, 0, Rows, plots.Length, 1, plots.Length));
        int height = ChartStyle.Width / Math.Max(2, plots.Length) + 120;
        return new Chart($"{what} as points in two dimensions, a colour and a shape for each emotion.",
            new ChartSize(ChartStyle.Width, height), layout, [.. plots, legend]);
    }

    private static Plot Panel(IReadOnlyList<string> labels, Projection projection)
    {
        var plot = ChartStyle.Plot(projection.Name);
        var colours = EmotionColours.Of(labels);
        foreach (var (label, name) in labels.Index())
        {
            ProjectedPoint[] points = [.. projection.Points.Where(point => point.Label == label)];
            if (points.Length == 0) continue;
            var marks = plot.Add.ScatterPoints(points.Select(point => point.X).ToArray(), points.Select(point => point.Y).ToArray());
            Dress(marks.MarkerStyle, label, Color.FromHex(colours[name]).WithAlpha(0.75), points.Length > 1000 ? 4 : 6);
        }
        foreach (var axis in new[] { plot.Axes.Bottom, (IAxis)plot.Axes.Left })
        {
            axis.SetTicks([], []);
            axis.MajorTickStyle.Length = axis.MinorTickStyle.Length = 0;
        }
        plot.XLabel(projection.Horizontal);
        plot.YLabel(projection.Vertical);
        return plot;
    }

    private static void Explain(Plot plot, IReadOnlyList<string> labels)
    {
        var colours = EmotionColours.Of(labels);
        foreach (var (label, name) in labels.Index())
        {
            var item = new LegendItem { LabelText = name };
            Dress(item.MarkerStyle, label, Color.FromHex(colours[name]), 9);
            plot.Legend.ManualItems.Add(item);
        }
        (plot.Legend.Orientation, plot.Legend.OutlineWidth, plot.Legend.ShadowColor) = (Orientation.Horizontal, 0, Colors.Transparent);
        plot.Legend.TightHorizontalWrapping = true;
        plot.ShowLegend(Alignment.MiddleCenter);
    }

    private static void Dress(MarkerStyle mark, int label, Color color, float size)
    {
        (mark.Shape, mark.Size) = (ChartStyle.Shapes[label % ChartStyle.Shapes.Count], size);
        (mark.FillColor, mark.LineColor, mark.LineWidth) = (color, color, 1.5f);
    }
}

using ScottPlot;

namespace MultiEmo.Evaluation.Charts;

/// <summary>How all drawings look: one font, few lines, colours that are told apart by people who do not see all of them.</summary>
internal static class ChartStyle
{
    /// <summary>The width of a drawing that stands alone, in points.</summary>
    public const int Width = 800;

    /// <summary>The size of most letters, in points.</summary>
    public const float FontSize = 14;

    // So that the last number of the axis below stays on the paper.
    private const float Margin = 24;

    /// <summary>The colour of letters and axes.</summary>
    public static Color Ink { get; } = Color.FromHex("#1c1c1c");

    /// <summary>The colour of what is there to compare with.</summary>
    public static Color Soft { get; } = Color.FromHex("#8a8a8a");

    /// <summary>Colours of series that have none of their own (Okabe and Ito), darkest first.</summary>
    public static IReadOnlyList<Color> Series { get; } =
        [.. new[] { "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#7a5195", "#8a8a8a" }.Select(Color.FromHex)];

    /// <summary>Marks that differ in shape where colours might not be told apart.</summary>
    public static IReadOnlyList<MarkerShape> Shapes { get; } =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown,
        MarkerShape.Cross, MarkerShape.Eks, MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenTriangleUp,
    ];

    /// <summary>An empty plot with a title, without grid and without axes to the right and above.</summary>
    public static Plot Plot(string title)
    {
        var plot = new Plot();
        plot.Font.Set(ChartFont.Name);
        plot.HideGrid();
        plot.Axes.Color(Ink);
        plot.Axes.Right.IsVisible = plot.Axes.Top.IsVisible = false;
        plot.Axes.Right.MinimumSize = Margin;
        plot.Title(title, FontSize + 2);
        foreach (var axis in new[] { plot.Axes.Bottom, (IAxis)plot.Axes.Left })
        {
            axis.TickLabelStyle.FontSize = FontSize;
            axis.Label.FontSize = FontSize;
            axis.Label.Bold = false;
        }
        plot.Legend.FontSize = FontSize;
        return plot;
    }

    /// <summary>Names in the place of numbers along an axis.</summary>
    public static void Name(IAxis axis, IReadOnlyList<string> names)
    {
        axis.SetTicks([.. Enumerable.Range(0, names.Count).Select(place => (double)place)], [.. names]);
        axis.MajorTickStyle.Length = 0;
    }

    /// <summary>A legend below the plot, where it hides nothing.</summary>
    public static void LegendBelow(Plot plot)
    {
        var legend = plot.ShowLegend(Edge.Bottom).Legend;
        (legend.Orientation, legend.OutlineWidth, legend.ShadowColor) = (Orientation.Horizontal, 0, Colors.Transparent);
        legend.TightHorizontalWrapping = true;
        (legend.FontSize, legend.FontName, legend.BackgroundColor) = (FontSize, ChartFont.Name, Colors.Transparent);
    }
}

using System.Globalization;
using ScottPlot;
using ScottPlot.Colormaps;

namespace MultiEmo.Evaluation.Charts;

/// <summary>The colours of weights, and their scale, which keeps its height below the table.</summary>
internal sealed class AttentionScale : IMultiplotLayout
{
    /// <summary>Height of the scale, in points.</summary>
    public const int Height = 62;

    /// <summary>What is left of the scale and of the table's cells, in points: the names of the turns.</summary>
    public const int Left = 336;

    /// <summary>What is right of them, in points: room for the half of the last number.</summary>
    public const int Right = 24;

    private const int Steps = 100;
    private static readonly Viridis Map = new();

    /// <summary>The colour of a turn that cannot be looked at.</summary>
    public static Color Nothing { get; } = Color.FromHex("#dcdcdc");

    /// <summary>The colour of a weight.</summary>
    /// <param name="share">From 0 to 1, the weight over the largest.</param>
    public static Color Of(double share) => Map.GetColor(Math.Clamp(share, 0, 1));

    /// <summary>The scale.</summary>
    /// <param name="largest">The weight at its end, a fraction of 1.</param>
    /// <param name="hidden">Whether the table has turns that cannot be looked at.</param>
    public static Plot Plot(double largest, bool hidden)
    {
        var plot = ChartStyle.Plot("");
        for (int step = 0; step < Steps; step++)
        {
            var cell = plot.Add.Rectangle(step, Steps, 0, 1);       // to the end, so that no seam shows
            (cell.FillColor, cell.LineColor, cell.LineWidth) = (Of(step / (Steps - 1.0)), Colors.Transparent, 0);
        }
        double[] ticks = [0, Steps / 2.0, Steps];
        string Percent(double tick) => (100 * largest * tick / Steps).ToString("0.#", CultureInfo.InvariantCulture);
        plot.Axes.Bottom.SetTicks(ticks, [.. ticks.Select(Percent)]);
        plot.Axes.Left.SetTicks([], []);
        plot.Axes.Left.FrameLineStyle.Width = plot.Axes.Bottom.FrameLineStyle.Width = 0;
        plot.Axes.Left.MinimumSize = plot.Axes.Left.MaximumSize = Left;
        plot.Axes.Right.MinimumSize = Right;
        plot.XLabel($"weight, percent{(hidden ? "; grey: the turn lacks what is asked" : "")}", ChartStyle.FontSize);
        plot.Axes.SetLimits(0, Steps, 0, 1);
        return plot;
    }

    /// <inheritdoc/>
    public PixelRect[] GetSubplotRectangles(SubplotCollection subplots, PixelRect figure) =>
    [
        new PixelRect(figure.Left, figure.Right, figure.Bottom - Height, figure.Top),
        new PixelRect(figure.Left, figure.Right, figure.Bottom, figure.Bottom - Height),
    ];
}

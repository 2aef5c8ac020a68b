using System.Globalization;
using ScottPlot;
using ScottPlot.Colormaps;

namespace MultiEmo.Evaluation.Charts;

/// <summary>What each emotion was taken for: shares of its utterances, a row per true emotion.</summary>
public static class ConfusionChart
{
    private const int Cell = 44, Around = 130, MostWide = 14;
    private const double Dark = 0.45;     // shares above it have dark cells

    /// <summary>Draws a matrix.</summary>
    /// <param name="title">What was scored on what.</param>
    /// <param name="matrix">Counts, over all seeds.</param>
    public static Chart Of(string title, ConfusionMatrix matrix)
    {
        int classes = matrix.Labels.Count;
        var shares = new double[classes, classes];
        for (int truth = 0; truth < classes; truth++)
            for (int taken = 0; taken < classes; taken++) shares[truth, taken] = matrix[truth, taken] / (double)Math.Max(1, matrix.Support(truth));
        var plot = ChartStyle.Plot(title);
        ChartCells.Add(plot, shares, new Blues().Reversed(), 1);
        Write(plot, shares, classes > MostWide ? 9 : ChartStyle.FontSize - 1);
        ChartStyle.Name(plot.Axes.Left, [.. matrix.Labels.Reverse()]);
        ChartStyle.Name(plot.Axes.Bottom, matrix.Labels);
        if (classes > 6 || matrix.Labels.Any(label => label.Length > 9)) Slant(plot, matrix.Labels);
        plot.XLabel("predicted; percent of the true emotion's utterances");
        plot.YLabel("true");
        plot.Axes.SetLimits(-0.5, classes - 0.5, -0.5, classes - 0.5);
        int height = Math.Clamp(Around + classes * Cell, 360, 900) + Longest(matrix.Labels);
        return new Chart("A table of true and predicted emotions: how many percent of each true emotion were predicted as each.",
            new ChartSize(ChartStyle.Width, height), plot);
    }

    private static void Write(Plot plot, double[,] shares, float size)
    {
        int classes = shares.GetLength(0);
        for (int truth = 0; truth < classes; truth++)
            for (int taken = 0; taken < classes; taken++)
            {
                double percent = 100 * shares[truth, taken];
                if (percent < 0.05) continue;
                string format = classes > MostWide ? "0" : "0.0";
                var text = plot.Add.Text(percent.ToString(format, CultureInfo.InvariantCulture), taken, classes - 1 - truth);
                text.LabelFontSize = size;
                text.LabelFontName = ChartFont.Name;
                text.LabelFontColor = shares[truth, taken] > Dark ? Colors.White : ChartStyle.Ink;
                text.LabelBold = truth == taken;
                text.LabelAlignment = Alignment.MiddleCenter;
            }
    }

    private static void Slant(Plot plot, IReadOnlyList<string> labels)
    {
        plot.Axes.Bottom.TickLabelStyle.Rotation = -45;
        plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        plot.Axes.Bottom.TickLabelStyle.OffsetY = 6;
        plot.Axes.Bottom.MinimumSize = 44 + Longest(labels);
    }

    private static int Longest(IReadOnlyList<string> labels) => (int)(labels.Max(label => label.Length) * 6.2);
}

using ScottPlot;

namespace MultiEmo.Evaluation.Charts;

/// <summary>A table of shares as coloured cells, the first row above; cells are shapes, not a picture, so that they stay sharp at any size.</summary>
internal static class ChartCells
{
    /// <summary>Adds cells whose middles lie at whole numbers: column c at x = c, row r of R at y = R - 1 - r.</summary>
    /// <param name="plot">Where.</param>
    /// <param name="values">Rows x columns; 0 has the first colour of the map, NaN none.</param>
    /// <param name="map">The colours.</param>
    /// <param name="largest">The value that has the last colour, above 0.</param>
    public static void Add(Plot plot, double[,] values, IColormap map, double largest)
    {
        int rows = values.GetLength(0), columns = values.GetLength(1);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
            {
                if (double.IsNaN(values[row, column])) continue;
                Add(plot, column, rows - 1 - row, map.GetColor(Math.Clamp(values[row, column] / largest, 0, 1)));
            }
    }

    /// <summary>Adds a cell around a point.</summary>
    public static void Add(Plot plot, double x, double y, Color color)
    {
        var cell = plot.Add.Rectangle(x - 0.5, x + 0.5, y - 0.5, y + 0.5);
        (cell.FillColor, cell.LineColor, cell.LineWidth) = (color, Colors.White, 1);
    }
}

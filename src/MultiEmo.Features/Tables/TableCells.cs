using System.Globalization;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Tables;

/// <summary>Cells as numbers; NaN stands for a blank.</summary>
internal static class TableCells
{
    // No measurement is larger, and the squares of such numbers can still be summed.
    private const double Largest = 1e100;

    /// <summary>The columns that hold numbers, chosen by training rows alone.</summary>
    /// <exception cref="BadInputException">No column does.</exception>
    public static IReadOnlyList<string> NumericColumns(IReadOnlyList<TableRow> training, TableOptions options)
    {
        var table = training[0].Table;
        string[] columns = [.. table.Header.Where(name => name.Length > 0 && !IsLeftOut(table, name, options) && HasNumber(training, name))];
        if (columns.Length > 0) return columns;
        throw new BadInputException("no column of the table holds numbers for turns of the training split", "add columns of numbers", table.Path, 1);
    }

    /// <summary>The values of a row, zeros that mean a blank included among the blanks.</summary>
    /// <exception cref="BadInputException">A cell holds something else than a finite number; or a column is missing.</exception>
    public static double[] Values(TableRow row, IReadOnlyList<string> columns, TableOptions options)
    {
        double[] values = [.. columns.Select(name => Value(row, name))];
        foreach (var rule in options.BlankTogether)
            if (Place(columns, rule.Column) is >= 0 and var leader && double.IsNaN(values[leader]))
                foreach (int follower in rule.Followers.Select(name => Place(columns, name)).Where(place => place >= 0))
                    if (values[follower] == 0) values[follower] = double.NaN;
        return values;
    }

    private static int Place(IReadOnlyList<string> columns, string name)
        => columns.Index().Where(column => column.Item == name).Select(column => column.Index).FirstOrDefault(-1);

    private static bool IsLeftOut(CsvTable table, string name, TableOptions options)
        => options.LeftOut.Any(left => table.Find(left) == table.Find(name));

    private static bool HasNumber(IReadOnlyList<TableRow> rows, string name) => rows.Any(row =>
        row.Table.Find(name) is { } column && double.TryParse(row.Row.Cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    private static double Value(TableRow row, string name)
    {
        string cell = row.Row.Cells[row.Table.Column(name)].Trim();
        if (cell.Length == 0) return double.NaN;
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Math.Abs(value) <= Largest) return value;
        throw new BadInputException($"{Spelling.Quoted(cell)} in column '{name}' is no finite number",
            "write numbers with a decimal point, and leave the cell empty where there is none, or delete a column of words",
            row.Table.Path, row.Row.Line);
    }
}

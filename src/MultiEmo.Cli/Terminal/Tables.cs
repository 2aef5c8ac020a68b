using Spectre.Console;

namespace MultiEmo.Cli.Terminal;

/// <summary>Tables that are readable in 80 columns, without colour and without a terminal.</summary>
internal static class Tables
{
    /// <summary>A table whose first column is text and whose others are numbers.</summary>
    public static Table WithHeadings(params IEnumerable<string> headings)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (string heading in headings)
        {
            var column = new TableColumn(new Text(heading));
            table.AddColumn(table.Columns.Count == 0 ? column : column.RightAligned());
        }
        return table;
    }

    /// <summary>Adds a row of plain text.</summary>
    public static void Add(this Table table, params IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));
}

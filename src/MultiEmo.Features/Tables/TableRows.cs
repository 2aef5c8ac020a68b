using MultiEmo.Conversations;

namespace MultiEmo.Features.Tables;

/// <summary>A row of a table that is about a turn of the corpus.</summary>
/// <param name="Turn">The turn's number through the corpus.</param>
/// <param name="Table">The row's table.</param>
/// <param name="Row">The row.</param>
internal sealed record TableRow(int Turn, CsvTable Table, CsvRow Row);

/// <summary>The rows of several tables that are about turns of the corpus.</summary>
/// <param name="Rows">In the order of the tables.</param>
/// <param name="Ignored">The number of rows about turns that the corpus does not have.</param>
internal sealed record TableRows(IReadOnlyList<TableRow> Rows, int Ignored)
{
    /// <summary>Reads the tables.</summary>
    /// <exception cref="BadInputException">A table cannot be read, has no key columns, or is the second to describe a turn.</exception>
    public static TableRows Read(IEnumerable<TableFile> files, TurnKeys keys)
    {
        var rows = new Dictionary<int, TableRow>();
        int ignored = 0;
        foreach (var file in files)
        {
            var table = CsvTable.Read(file.Path);
            ignored += Add(rows, table, new TableKey(table, file.Split, keys).Check());
        }
        return new TableRows([.. rows.Values], ignored);
    }

    // The number of rows that the corpus has no turn for; two rows of one key are an error even then.
    private static int Add(Dictionary<int, TableRow> rows, CsvTable table, TableKey key)
    {
        int ignored = 0;
        var lines = new Dictionary<string, long>();
        foreach (var row in table.Rows)
        {
            var name = key.Of(row);
            if (!lines.TryAdd(name.Name, row.Line)) throw Twice(name, $"line {lines[name.Name]}", table, row);
            if (name.Turn is not { } turn) ignored++;
            else if (rows.TryGetValue(turn, out var first)) throw Twice(name, $"{first.Table.Path}:{first.Row.Line}", table, row);
            else rows.Add(turn, new TableRow(turn, table, row));
        }
        return ignored;
    }

    private static BadInputException Twice(RowKey key, string first, CsvTable table, CsvRow row)
        => new($"{key.Name} was already described in {first}", "delete one of the two rows", table.Path, row.Line);
}

namespace MultiEmo.Conversations;

/// <summary>A row of a <see cref="CsvTable"/>.</summary>
/// <param name="Line">The line of the file in which it begins, from 1.</param>
/// <param name="Cells">As many as the header has.</param>
public sealed record CsvRow(long Line, IReadOnlyList<string> Cells);

/// <summary>A table of text with a header line, separated by commas, semicolons or tabs (RFC 4180).</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Header">The columns' names, trimmed.</param>
/// <param name="Rows">The rows that are not blank.</param>
public sealed record CsvTable(string Path, IReadOnlyList<string> Header, IReadOnlyList<CsvRow> Rows)
{
    private readonly Dictionary<string, int> bareNames = BareNames(Header);

    /// <summary>A sentence about an encoding that was guessed; null when nothing was.</summary>
    public string? Remark { get; init; }

    /// <summary>Reads a table; without <paramref name="delimiter"/>, a tab for <c>.tsv</c>, else what the header holds most of.</summary>
    /// <exception cref="BadInputException">No text, no header, a quote never closed, a row of another width, a column named twice.</exception>
    public static CsvTable Read(string path, char? delimiter = null)
    {
        var file = TextFile.Read(path);
        var rows = new CsvScanner(file, delimiter ?? CsvScanner.Delimiter(file)).Rows().ToList();
        if (rows.Count == 0) throw new BadInputException("the table is empty", "its first line must name the columns", path, 1);
        string[] header = [.. rows[0].Cells.Select(name => name.Trim())];
        RejectDuplicates(path, header, rows[0].Line);
        rows.RemoveAt(0);
        foreach (var row in rows) RejectRagged(path, header.Length, row);
        return new CsvTable(path, header, rows) { Remark = file.Remark };
    }

    /// <summary>The index of a column by its name or another name for it; upper case, spaces, dots, hyphens and underscores do not count.</summary>
    /// <exception cref="BadInputException">There is no such column; the message suggests the nearest.</exception>
    public int Column(string name, params string[] aliases)
    {
        if (Find(name, aliases) is { } index) return index;
        string others = aliases.Length == 0 ? "" : $" (or {string.Join(", ", aliases)})";
        string remedy = Spelling.Nearest(name, Header) is { } near
            ? $"did you mean '{near}'? Rename it"
            : $"add it; the table has {string.Join(", ", Header.Where(column => column.Length > 0).Take(20))}";
        throw new BadInputException($"there is no column '{name}'{others}", remedy, Path, 1);
    }

    /// <summary>The index of a column as in <see cref="Column"/>; null when there is none.</summary>
    public int? Find(string name, params string[] aliases)
    {
        foreach (string wanted in aliases.Prepend(name))
        {
            for (int i = 0; i < Header.Count; i++)
                if (Header[i] == wanted) return i;
            if (bareNames.TryGetValue(Bare(wanted), out int index)) return index;
        }
        return null;
    }

    /// <summary>A cell without the white space around it.</summary>
    /// <exception cref="BadInputException">It is blank.</exception>
    public string Required(CsvRow row, int column)
    {
        string cell = row.Cells[column].Trim();
        if (cell.Length > 0) return cell;
        throw new BadInputException($"the column '{Header[column]}' is blank", "fill it in or delete the row", Path, row.Line);
    }

    /// <summary>A cell that holds a whole number from 0.</summary>
    /// <exception cref="BadInputException">It holds something else.</exception>
    public int Integer(CsvRow row, int column)
    {
        if (WholeNumber.Parse(row.Cells[column]) is { } number) return number;
        string cell = Spelling.Quoted(row.Cells[column]);
        throw new BadInputException($"{cell} in column '{Header[column]}' is no whole number", "number from 0 upwards", Path, row.Line);
    }

    private static Dictionary<string, int> BareNames(IReadOnlyList<string> header)
    {
        var names = new Dictionary<string, int>();
        foreach (var (index, name) in header.Index()) names.TryAdd(Bare(name), index);
        return names;
    }

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static void RejectDuplicates(string path, string[] header, long line)
    {
        var named = header.Where(name => name.Length > 0);
        var twice = named.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is null) return;
        throw new BadInputException($"the column {Spelling.Quoted(twice.Key)} is there twice", "rename or delete one of them", path, line);
    }

    private static void RejectRagged(string path, int width, CsvRow row)
    {
        if (row.Cells.Count == width) return;
        string problem = $"the row has {row.Cells.Count} cells and the header {width}";
        throw new BadInputException(problem, "put cells that hold the separator, a quote or a line end in quotes", path, row.Line);
    }
}

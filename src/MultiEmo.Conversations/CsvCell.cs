namespace MultiEmo.Conversations;

/// <summary>Cells of a table with commas, as <see cref="CsvTable"/> reads them back.</summary>
public static class CsvCell
{
    /// <summary>The cell, in quotes where it has to be: also where a reader might take what is in it for another separator, or drop blanks.</summary>
    public static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n;\t") >= 0 || cell != cell.Trim() ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;

    /// <summary>A row, without the line's end.</summary>
    public static string Row(IEnumerable<string> cells) => string.Join(',', cells.Select(Quoted));
}

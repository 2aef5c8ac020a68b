namespace MultiEmo.Features.Tables;

/// <summary>A cell of a table with commas.</summary>
internal static class CsvCell
{
    /// <summary>The cell, in quotes where it has to be.</summary>
    public static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}

using System.Text;

namespace MultiEmo.Conversations;

/// <summary>Splits separated text into rows (RFC 4180), one character after the other, and knows the line of each quote.</summary>
internal sealed class CsvScanner(TextFile file, char delimiter)
{
    private const string MendQuotes = "close it, and write a quote inside a quoted cell twice";
    private readonly string text = file.Text;
    private int position;
    private long line = 1;

    /// <summary>A tab for <c>.tsv</c>, else the comma, semicolon or tab of which the header line has most outside quotes.</summary>
    public static char Delimiter(TextFile file)
    {
        if (System.IO.Path.GetExtension(file.Path).ToLowerInvariant() is ".tsv" or ".tab") return '\t';
        string header = file.Text.TrimStart().Split('\n', 2)[0];
        bool quoted = false;
        string bare = string.Concat(header.Where(c => !(quoted ^= c == '"')));
        return new[] { ',', ';', '\t' }.MaxBy(candidate => bare.Count(c => c == candidate));
    }

    /// <summary>The rows in which at least one cell is not blank.</summary>
    public IEnumerable<CsvRow> Rows()
    {
        while (position < text.Length)
        {
            var row = Row();
            if (row.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell))) yield return row;
        }
    }

    private CsvRow Row()
    {
        long first = line;
        var cells = new List<string> { Cell() };
        while (position < text.Length && text[position] == delimiter)
        {
            position++;
            cells.Add(Cell());
        }
        EndLine();
        return new CsvRow(first, cells);
    }

    private string Cell() => position < text.Length && text[position] == '"' ? QuotedCell() : PlainCell();

    private string PlainCell()
    {
        int start = position;
        while (position < text.Length && !EndsCell(text[position])) position++;
        return text[start..position];
    }

    private string QuotedCell()
    {
        long opened = line;
        var cell = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            char c = text[position];
            if (c == '"' && !NextIsQuote())
            {
                position++;
                RequireCellEnd(opened);
                return cell.ToString();
            }
            if (c == '"') position++;
            if (EndsLine(c)) line++;
            cell.Append(c);
        }
        throw new BadInputException("a quote opens here and is never closed", MendQuotes, file.Path, opened);
    }

    private bool NextIsQuote() => position + 1 < text.Length && text[position + 1] == '"';

    // A line end counts once: LF, or CR without LF.
    private bool EndsLine(char c) => c == '\n' || (c == '\r' && (position + 1 >= text.Length || text[position + 1] != '\n'));

    private bool EndsCell(char c) => c == delimiter || c is '\n' or '\r';

    private void RequireCellEnd(long opened)
    {
        while (position < text.Length && text[position] == ' ') position++;
        if (position >= text.Length || EndsCell(text[position])) return;
        string closed = line == opened ? "" : $" in line {line}";
        throw new BadInputException($"a quote opens here and more text follows where it closes{closed}", MendQuotes, file.Path, opened);
    }

    private void EndLine()
    {
        if (position < text.Length && text[position] == '\r') position++;
        else if (position >= text.Length) return;
        if (position < text.Length && text[position] == '\n') position++;
        line++;
    }
}

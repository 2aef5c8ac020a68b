using System.Text;

namespace MultiEmo.Evaluation.Results;

/// <summary>Tables in GitHub's Markdown: the first column to the left, the others to the right.</summary>
internal static class Markdown
{
    /// <summary>A table, each line ended by a line feed.</summary>
    public static string Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        Line(text, headings);
        Line(text, [.. headings.Select((_, column) => column == 0 ? "---" : "---:")]);
        foreach (var row in rows) Line(text, row);
        return text.ToString();
    }

    /// <summary>Text in which a bar or a line break does not end the cell.</summary>
    public static string Escape(string text) => text.Replace("|", "\\|").ReplaceLineEndings(" ");

    private static void Line(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");
}

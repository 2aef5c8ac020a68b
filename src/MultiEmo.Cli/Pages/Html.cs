using System.Text;
using System.Text.Encodings.Web;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Cli.Pages;

/// <summary>The markup of pages that need nothing else: no script, no file beside them, no network.</summary>
internal sealed class Html
{
    private readonly StringBuilder text = new();

    /// <summary>Text that no markup can be in.</summary>
    public static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>Begins a page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="css">Its style sheet.</param>
    public static Html Page(string title, string css)
    {
        var page = new Html();
        page.Add($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <title>{Safe(title)}</title>
            <style>{css}</style>
            </head>
            <body>
            <main>
            """);
        return page;
    }

    /// <summary>Ends the page.</summary>
    public string End()
    {
        Add("</main>\n</body>\n</html>");
        return text.ToString();
    }

    /// <summary>Adds markup, and a line feed.</summary>
    public void Add(string markup) => text.Append(markup).Append('\n');

    /// <summary>Adds a paragraph of text.</summary>
    public void Paragraph(string words, string kind = "") => Add($"<p{(kind.Length > 0 ? $" class=\"{kind}\"" : "")}>{Safe(words)}</p>");

    /// <summary>Adds a list of texts; nothing where there is none.</summary>
    public void List(IEnumerable<string> sentences)
    {
        string items = string.Concat(sentences.Select(sentence => $"<li>{Safe(sentence)}</li>\n"));
        if (items.Length > 0) Add($"<ul class=\"remarks\">\n{items}</ul>");
    }

    /// <summary>Adds a table, which scrolls where it is too wide.</summary>
    public void Table(TextTable table)
    {
        Add("<div class=\"wide\"><table>");
        if (table.Title.Length > 0) Add($"<caption>{Safe(table.Title)}</caption>");
        Add($"<thead><tr>{string.Concat(table.Headings.Select(heading => $"<th scope=\"col\">{Safe(heading)}</th>"))}</tr></thead>\n<tbody>");
        foreach (var row in table.Rows)
            Add($"<tr><th scope=\"row\">{Safe(row[0])}</th>{string.Concat(row.Skip(1).Select(cell => $"<td>{Safe(cell)}</td>"))}</tr>");
        Add("</tbody></table></div>");
    }

    /// <summary>Adds what is shown once somebody asks for it.</summary>
    /// <param name="summary">The line that is seen before.</param>
    /// <param name="content">Adds what is inside.</param>
    public void Details(string summary, Action content)
    {
        Add($"<details><summary>{Safe(summary)}</summary>");
        content();
        Add("</details>");
    }
}

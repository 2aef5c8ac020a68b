using System.Text.RegularExpressions;

namespace MultiEmo.Conversations.Readers;

/// <summary>A list of strings as Python prints it: <c>['Anna', "Ben's aunt"]</c>.</summary>
internal static partial class PythonList
{
    /// <summary>Its items, trimmed; null when the text is no such list.</summary>
    public static IReadOnlyList<string>? Parse(string text)
    {
        var items = new List<string>();
        string list = text.Trim();
        if (list is not ['[', .., ']']) return null;
        list = list[1..^1].Trim();
        for (int at = 0; at < list.Length;)
        {
            var item = Item().Match(list, at);
            if (!item.Success) return null;
            items.Add(Escape().Replace(item.Groups["text"].Value, "$1").Trim());
            at += item.Length;
        }
        return items;
    }

    [GeneratedRegex("""\G(?:'(?<text>[^'\\]*(?:\\.[^'\\]*)*)'|"(?<text>[^"\\]*(?:\\.[^"\\]*)*)")\s*(?:,\s*|$)""")]
    private static partial Regex Item();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}

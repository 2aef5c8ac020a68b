using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Extraction;

/// <summary>The table of the turns that are to be told of after an extraction: conversation, turn, media, status, why, remedy.</summary>
public static class ExtractionReport
{
    private static readonly string[] Columns = ["conversation", "turn", "media", "status", "why", "remedy"];

    /// <summary>Writes the table; without any row it is a header.</summary>
    /// <exception cref="Conversations.BadInputException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<ReportRow> rows)
    {
        var lines = rows.Select(row => (IEnumerable<string>)
        [
            row.Place.Conversation.Id, row.Place.Turn.Turn.ToString(CultureInfo.InvariantCulture), row.Place.Turn.Media ?? "",
            row.Status.ToString().ToLowerInvariant(), row.Why, row.Remedy,
        ]);
        AtomicFile.WriteText(path, string.Concat(lines.Prepend(Columns).Select(cells => CsvCell.Row(cells) + "\n")));
    }
}

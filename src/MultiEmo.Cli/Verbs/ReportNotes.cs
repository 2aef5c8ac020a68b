using MultiEmo.Cli.Terminal;
using MultiEmo.Features.Extraction;

namespace MultiEmo.Cli.Verbs;

/// <summary>Says what an extraction's report holds: a count for each kind of trouble, and the first few of those that could be mended.</summary>
internal static class ReportNotes
{
    private const int Shown = 5;

    /// <summary>Tells the user.</summary>
    /// <param name="extracted">What came of the extraction.</param>
    /// <param name="need">What a turn needs: sound, film, words.</param>
    public static void Tell(ExtractedVectors extracted, string need)
    {
        foreach (var status in Enum.GetValues<TurnStatus>())
        {
            ReportRow[] rows = [.. extracted.Report.Where(row => row.Status == status)];
            if (rows.Length > 0) Tell(status, rows, need);
        }
        if (extracted.Report.Count > 0) Screen.Note($"{extracted.ReportPath} has every turn that is absent or short of something, and why.");
    }

    private static void Tell(TurnStatus status, ReportRow[] rows, string need)
    {
        bool single = rows.Length == 1;
        string turns = single ? "1 turn" : $"{rows.Length} turns", are = single ? "is" : "are", have = single ? "has" : "have";
        Screen.Note(status switch
        {
            TurnStatus.Missing => $"{turns} {have} no {need} and {are} absent.",
            TurnStatus.Failed => $"{turns} cannot be used and {are} absent:",
            TurnStatus.Empty => $"{turns} {are} absent, for the {need} does not have what is looked for.",
            _ => $"{turns} {have} less than there should be; what there was of it was used:",
        });
        if (status is TurnStatus.Missing or TurnStatus.Empty) return;
        foreach (var row in rows.Take(Shown)) Screen.Step($"  {Name(row)}: {row.Why}{(row.Remedy.Length > 0 ? "; " : "")}{row.Remedy}");
        if (rows.Length > Shown) Screen.Step($"  and {rows.Length - Shown} more");
    }

    private static string Name(ReportRow row) => row.Place.Turn.Media ?? $"{row.Place.Conversation.Id}, turn {row.Place.Turn.Turn}";
}

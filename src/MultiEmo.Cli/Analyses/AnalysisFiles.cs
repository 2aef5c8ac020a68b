using System.Globalization;
using System.Text.Json;
using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Analyses;

/// <summary>The files of an analysis: the same rows for programs, tables, players and people.</summary>
/// <param name="folder">Where they lie.</param>
internal sealed class AnalysisFiles(string folder)
{
    private static readonly JsonSerializerOptions OneLine = new(Json.Options) { WriteIndented = false };

    /// <summary>A line of JSON per utterance.</summary>
    public string Lines { get; } = Path.Combine(folder, "emotions.jsonl");

    /// <summary>A row per utterance.</summary>
    public string Table { get; } = Path.Combine(folder, "emotions.csv");

    /// <summary>A subtitle per utterance whose time is known.</summary>
    public string Subtitles { get; } = Path.Combine(folder, "emotions.srt");

    /// <summary>The page.</summary>
    public string Page { get; } = Path.Combine(folder, "index.html");

    /// <summary>Finished utterances while the work goes on.</summary>
    public string Parts { get; } = Path.Combine(folder, ".parts");

    /// <summary>Writes all of them.</summary>
    /// <param name="analysis">The rows.</param>
    /// <param name="title">What the page is about.</param>
    /// <param name="model">What made the rows, a clause.</param>
    /// <exception cref="Conversations.BadInputException">The disk is full, or the folder must not be written.</exception>
    public void Write(Analysis analysis, string title, string model)
    {
        AtomicFile.WriteText(Lines, string.Concat(analysis.Turns.Select(turn => Line(turn, model) + "\n")));
        AtomicFile.WriteText(Table, string.Concat(Rows(analysis.Turns, model).Select(cells => string.Join(',', cells.Select(Cell)) + "\n")));
        AtomicFile.WriteText(Subtitles, string.Concat(analysis.Turns.Where(turn => turn.Start is not null).Select(Subtitle)));
        AtomicFile.WriteText(Page, new AnalysisPage(analysis, title, model).Html());
        if (Directory.Exists(Parts)) Directory.Delete(Parts, recursive: true);
    }

    private static string Line(AnalyzedTurn turn, string model)
    {
        var row = JsonSerializer.SerializeToNode(turn, OneLine)!.AsObject();
        row["model"] = model;
        return row.ToJsonString(OneLine);
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(IReadOnlyList<AnalyzedTurn> turns, string model)
    {
        string[] labels = [.. turns[0].Probabilities.Keys];
        yield return ["turn", "start", "end", "speaker", "text", "emotion", .. labels, "present", "absent", "model"];
        foreach (var turn in turns)
            yield return
            [
                Text(turn.Turn), Text(turn.Start), Text(turn.End), turn.Speaker, turn.Text, turn.Emotion,
                .. labels.Select(label => Text(turn.Probabilities[label])), string.Join(' ', turn.Present),
                string.Join("; ", turn.Absent.Select(pair => $"{pair.Key}: {pair.Value}")), model,
            ];
    }

    private static string Subtitle(AnalyzedTurn turn, int index)
    {
        string share = string.Create(CultureInfo.InvariantCulture, $"{100 * turn.Probabilities[turn.Emotion]:0} %");
        string words = turn.Text.Length > 0 ? turn.Text.ReplaceLineEndings(" ").Replace("-->", "->", StringComparison.Ordinal) : "…";
        string speaker = turn.Speaker.ReplaceLineEndings(" ");
        string start = Clock.SubRip(turn.Start!.Value), end = Clock.SubRip(turn.End ?? turn.Start.Value);
        return $"{index + 1}\n{start} --> {end}\n[{turn.Emotion} {share}] {speaker}: {words}\n\n";
    }

    private static string Text<T>(T number) => string.Create(CultureInfo.InvariantCulture, $"{number}");

    // What a spreadsheet would take for a formula is told to be text.
    private static string Cell(string text) => CsvCell.Quoted(text.Length > 0 && text[0] is '=' or '+' or '@' or '\t' ? "'" + text : text);
}

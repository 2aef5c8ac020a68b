using System.Text.Json;

namespace MultiEmo.Conversations.Readers;

/// <summary>
/// A transcript of one JSON object a turn: <c>text</c>, and if known <c>speaker</c>, <c>turn</c>, <c>start</c>, <c>end</c>, <c>emotion</c>,
/// <c>media</c>, <c>conversation</c>; other keys are ignored. Each is on a line of its own, or all are in one array, which may be the
/// <c>segments</c> of an object, as Whisper and other speech recognisers write it.
/// </summary>
internal static class JsonTranscript
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>Adds the turns of a file of lines; false when it has none.</summary>
    public static bool Read(CorpusBuilder builder, TextFile file) => Add(builder, file, Lines(file));

    /// <summary>Adds the turns of a file that is one array, or an object with one; false when it has none.</summary>
    public static bool ReadWhole(CorpusBuilder builder, TextFile file)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Text, Options);
            var root = document.RootElement;
            var turns = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("segments", out var segments) ? segments : root;
            if (turns.ValueKind != JsonValueKind.Array)
                throw new BadInputException("holds no array of turns", """write [{"speaker": "Anna", "text": "Hello."}], or one object a line as .jsonl""",
                    file.Path);
            return Add(builder, file, turns.EnumerateArray().Select((turn, index) => new JsonLine(turn.Clone(), index + 1)));
        }
        catch (JsonException error)
        {
            throw new BadInputException("the file is no JSON", "write it again, or one object a line as .jsonl", file.Path, error.LineNumber + 1, error);
        }
    }

    private static bool Add(CorpusBuilder builder, TextFile file, IEnumerable<JsonLine> lines)
    {
        int unnamed = 0, turns = 0;
        foreach (var line in lines)
        {
            var fields = new JsonFields(line.Turn, file.Path, line.Number);
            string conversation = fields.TextOrNumber("conversation") ?? Path.GetFileNameWithoutExtension(file.Path);
            var turn = Utterance(fields, builder.NextTurn(conversation));
            builder.Add(conversation, null, turn, file.Path, line.Number);
            (turns, unnamed) = (turns + 1, unnamed + (turn.Speaker == Subtitles.UnknownSpeaker ? 1 : 0));
        }
        if (unnamed > 0) builder.Remarks.Add(Subtitles.UnnamedRemark(file, unnamed));
        return turns > 0;
    }

    private static IEnumerable<JsonLine> Lines(TextFile file)
    {
        foreach (var (index, line) in file.Lines().Index())
            if (!string.IsNullOrWhiteSpace(line)) yield return new JsonLine(Parse(line, file, index + 1), index + 1);
    }

    private static JsonElement Parse(string line, TextFile file, long number)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Options);
            return document.RootElement.Clone();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            const string remedy = """write each turn as {"speaker": "Anna", "text": "Hello."}""";
            throw new BadInputException("the line is no JSON object", remedy, file.Path, number, error);
        }
    }

    private static Utterance Utterance(JsonFields fields, int next)
    {
        string text = fields.Text("text") ?? throw fields.Missing("text");
        string speaker = fields.TextOrNumber("speaker") ?? Subtitles.UnknownSpeaker;
        double? start = fields.Seconds("start"), end = fields.Seconds("end");
        if (end < start) throw fields.Fault("the turn ends before it starts", "mend its times");
        return new Utterance(fields.Integer("turn") ?? next, speaker, text.Trim(), fields.Text("emotion"), start, end, fields.Text("media"));
    }

    // Of an array, the number is the turn's place in it.
    private sealed record JsonLine(JsonElement Turn, long Number);
}

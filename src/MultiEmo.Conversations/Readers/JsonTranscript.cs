using System.Text.Json;

namespace MultiEmo.Conversations.Readers;

/// <summary>
/// A transcript of one JSON object a line: <c>text</c>, and if known <c>speaker</c>, <c>turn</c>, <c>start</c>, <c>end</c>, <c>emotion</c>,
/// <c>media</c>, <c>conversation</c>; other keys are ignored.
/// </summary>
internal static class JsonTranscript
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>Adds the turns of a file; false when it has none.</summary>
    public static bool Read(CorpusBuilder builder, TextFile file)
    {
        int unnamed = 0, turns = 0;
        foreach (var (index, line) in file.Lines().Index())
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var turn = Parse(builder, file, line, index + 1);
            builder.Add(turn.Conversation, null, turn.Utterance, file.Path, index + 1);
            (turns, unnamed) = (turns + 1, unnamed + (turn.Utterance.Speaker == Subtitles.UnknownSpeaker ? 1 : 0));
        }
        if (unnamed > 0) builder.Remarks.Add(Subtitles.UnnamedRemark(file, unnamed));
        return turns > 0;
    }

    private static JsonTurn Parse(CorpusBuilder builder, TextFile file, string line, long number)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Options);
            var fields = new JsonFields(document.RootElement, file.Path, number);
            string conversation = fields.TextOrNumber("conversation") ?? Path.GetFileNameWithoutExtension(file.Path);
            return new JsonTurn(conversation, Utterance(fields, builder.NextTurn(conversation)));
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

    private sealed record JsonTurn(string Conversation, Utterance Utterance);
}

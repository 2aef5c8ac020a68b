using System.Text.Encodings.Web;
using System.Text.Json;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>The file conversations.jsonl: a conversation a line.</summary>
internal static class ConversationLines
{
    public const string FileName = "conversations.jsonl";
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads all lines and keeps the conversations of the splits wanted; of the others no more than their number remains.</summary>
    /// <exception cref="BadInputException">With file and line.</exception>
    public static PlacedConversations Read(string folder, EmotionSet emotions, Func<Split?, bool> wanted)
    {
        string path = Path.Combine(folder, FileName);
        byte[] bytes = InputFile.ReadAll(path);
        var places = new Dictionary<string, long>();
        var found = new PlacedConversations.Builder();
        foreach (var (text, line) in Lines(bytes))
        {
            var conversation = JsonInput.Object(text, path, line, "a conversation", fields => ConversationReader.Read(fields, emotions));
            if (!places.TryAdd(conversation.Id, line))
                throw new BadInputException($"conversation '{conversation.Id}' stands in line {places[conversation.Id]} too",
                    "give each conversation its own id", path, line);
            found.Add(conversation, wanted(conversation.Split));
        }
        return found.Count > 0
            ? found.Build()
            : throw new BadInputException("holds no conversation", "write one a line, as docs/data.md shows", path);
    }

    /// <summary>Writes a corpus' conversations.</summary>
    public static void Write(string folder, Corpus corpus) => AtomicFile.Write(Path.Combine(folder, FileName), stream =>
    {
        foreach (var conversation in corpus.Conversations)
        {
            using (var writer = new Utf8JsonWriter(stream, Readable)) Write(writer, conversation);
            stream.WriteByte((byte)'\n');
        }
    });

    private static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        writer.WriteStartObject();
        writer.WriteString("id", conversation.Id);
        writer.WriteString("split", conversation.Split?.Name());
        writer.WriteStartArray("turns");
        foreach (var turn in conversation.Turns) Write(writer, turn);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Utterance turn)
    {
        writer.WriteStartObject();
        writer.WriteNumber("turn", turn.Turn);
        writer.WriteString("speaker", turn.Speaker);
        writer.WriteString("text", turn.Text);
        writer.WriteString("emotion", turn.Emotion);
        WriteNumber(writer, "start", turn.Start);
        WriteNumber(writer, "end", turn.End);
        writer.WriteString("media", turn.Media);
        if (turn.OtherSpeakers is not null) writer.WriteString("other_speakers", turn.OtherSpeakers);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? number)
    {
        if (number is { } value) writer.WriteNumber(name, value);
        else writer.WriteNull(name);
    }

    private static IEnumerable<(ReadOnlyMemory<byte> Text, long Line)> Lines(byte[] bytes)
    {
        int start = bytes.Length - JsonInput.WithoutMark(bytes).Length;
        for (long line = 1; start < bytes.Length; line++)
        {
            int length = bytes.AsSpan(start).IndexOf((byte)'\n');
            var text = bytes.AsMemory(start, length < 0 ? bytes.Length - start : length);
            if (text.Span.IndexOfAnyExcept(" \t\r"u8) >= 0) yield return (text, line);
            start += text.Length + 1;
        }
    }
}

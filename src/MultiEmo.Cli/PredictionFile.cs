using System.Globalization;
using System.Text;
using System.Text.Json;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Cli;

/// <summary>One utterance with its prediction, as a line of JSON.</summary>
internal sealed record PredictionRow(
    string Conversation, int Turn, double? Start, double? End, string Speaker, string Text,
    string Emotion, IReadOnlyDictionary<string, float> Probabilities, IReadOnlyList<string> Present);

/// <summary>Predictions as a file: an utterance a row.</summary>
/// <param name="emotions">The labels.</param>
/// <param name="conversations">What was said.</param>
/// <param name="predictions">A prediction per turn, in the same order.</param>
internal sealed class PredictionFile(EmotionSet emotions, IReadOnlyList<Conversation> conversations, IReadOnlyList<Prediction> predictions)
{
    /// <summary>The name of standard output.</summary>
    public const string Stdout = "-";

    private static readonly JsonSerializerOptions OneLine = new(Json.Options) { WriteIndented = false };

    /// <summary>Writes JSON lines, or a table where the name ends in .csv.</summary>
    public void Write(string path)
    {
        bool table = Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        var lines = table ? Table() : Rows().Select(row => JsonSerializer.Serialize(row, OneLine));
        if (path == Stdout) WriteLines(Console.Out, lines);
        else AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
            WriteLines(writer, lines);
        });
    }

    private static void WriteLines(TextWriter writer, IEnumerable<string> lines)
    {
        foreach (string line in lines) writer.Write(line + "\n");
    }

    private IEnumerable<PredictionRow> Rows() => conversations.SelectMany(conversation => conversation.Turns).Zip(predictions, (turn, prediction) =>
        new PredictionRow(prediction.Conversation, prediction.Turn, turn.Start, turn.End, turn.Speaker, turn.Text, prediction.Emotion,
            emotions.Labels.Zip(prediction.Probabilities).ToDictionary(pair => pair.First, pair => pair.Second), prediction.Present));

    private IEnumerable<string> Table() =>
    [
        CsvCell.Row(["conversation", "turn", "start", "end", "speaker", "text", "emotion", .. emotions.Labels]),
        .. Rows().Select(row => CsvCell.Row(
            [row.Conversation, Text(row.Turn), Text(row.Start), Text(row.End), row.Speaker, row.Text, row.Emotion,
                .. emotions.Labels.Select(label => Text(row.Probabilities[label]))])),
    ];

    private static string Text<T>(T number) => string.Create(CultureInfo.InvariantCulture, $"{number}");
}

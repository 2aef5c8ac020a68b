using System.Globalization;
using MultiEmo.Conversations;

namespace MultiEmo.Evaluation;

/// <summary>
/// Predictions with their truth as CSV: a header line, then an utterance a row. The columns <c>truth</c> and <c>prediction</c> must be there;
/// <c>conversation</c> and <c>turn</c> tell utterances apart; a column per label holds its probability. Other columns are passed over.
/// </summary>
/// <param name="Rows">
/// The predictions in the order of the file. Without a column conversation it is empty; unless there are both conversation and turn, the turn counts
/// rows from 0; without a column for every label, there are no probabilities.
/// </param>
public sealed record PredictionTable(IReadOnlyList<Prediction> Rows)
{
    /// <summary>Where the table was read, for messages.</summary>
    public string Path { get; init; } = "";

    /// <summary>The line of the file in which each row begins, from 1.</summary>
    public IReadOnlyList<long> Lines { get; init; } = [];

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="emotions">The labels that may occur.</param>
    /// <exception cref="BadInputException">A missing column, an unknown label, an utterance twice, a number that is none, no row.</exception>
    public static PredictionTable Read(string path, EmotionSet emotions)
    {
        var table = CsvTable.Read(path);
        var columns = new Columns(table, emotions);
        if (table.Rows.Count == 0) throw new BadInputException("the table has no row", "write an utterance a row below the header", path, 1);
        var rows = new List<Prediction>(table.Rows.Count);
        var seen = new Dictionary<(string Conversation, int Turn), long>();
        foreach (var row in table.Rows)
        {
            var prediction = columns.Read(row, rows.Count);
            if (!seen.TryAdd((prediction.Conversation, prediction.Turn), row.Line)) throw Twice(path, prediction, row.Line, seen);
            rows.Add(prediction);
        }
        return new PredictionTable(rows) { Path = path, Lines = [.. table.Rows.Select(row => row.Line)] };
    }

    /// <summary>Writes <c>truth,prediction,conversation,turn</c> and a probability per label; utterances without truth are left out.</summary>
    public static void Write(TextWriter writer, EmotionSet emotions, IEnumerable<Prediction> predictions)
    {
        WriteRow(writer, ["truth", "prediction", "conversation", "turn", .. emotions.Labels]);
        foreach (var prediction in predictions.Where(prediction => prediction.Truth is not null))
        {
            string turn = prediction.Turn.ToString(CultureInfo.InvariantCulture);
            var probabilities = prediction.Probabilities.Select(probability => probability.ToString(CultureInfo.InvariantCulture));
            WriteRow(writer, [prediction.Truth!, prediction.Emotion, prediction.Conversation, turn, .. probabilities]);
        }
    }

    private static void WriteRow(TextWriter writer, IEnumerable<string> cells) => writer.Write(CsvCell.Row(cells) + "\n");

    private static BadInputException Twice(string path, Prediction prediction, long line, Dictionary<(string Conversation, int Turn), long> seen)
    {
        var place = (prediction.Conversation, prediction.Turn);
        string problem = $"turn {place.Turn} of conversation {Spelling.Quoted(place.Conversation)} is there twice, first in line {seen[place]}";
        return new BadInputException(problem, "keep one of the two rows", path, line);
    }

    private sealed class Columns(CsvTable table, EmotionSet emotions)
    {
        private readonly int _truth = table.Column("truth");
        private readonly int _prediction = table.Column("prediction");
        private readonly int? _conversation = table.Find("conversation");
        private readonly int? _turn = table.Find("turn");
        private readonly int[] _labels = [.. emotions.Labels.Select(label => table.Find(label)).OfType<int>()];

        public Prediction Read(CsvRow row, int index)
        {
            bool placed = _conversation is not null && _turn is not null;
            string conversation = _conversation is { } column ? row.Cells[column].Trim() : "";
            int turn = placed ? table.Integer(row, _turn!.Value) : index;
            return new(conversation, turn, Label(row, _prediction), Probabilities(row), Label(row, _truth));
        }

        private string Label(CsvRow row, int column) => emotions.Canonical(table.Required(row, column), table.Path, row.Line);

        private float[] Probabilities(CsvRow row) => _labels.Length < emotions.Count ? [] : [.. _labels.Select(column => Probability(row, column))];

        private float Probability(CsvRow row, int column)
        {
            bool read = float.TryParse(row.Cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out float value);
            if (read && value is >= 0 and <= 1) return value;
            string problem = $"{Spelling.Quoted(row.Cells[column])} in column '{table.Header[column]}' is no probability";
            throw new BadInputException(problem, "write a number from 0 to 1", table.Path, row.Line);
        }
    }
}

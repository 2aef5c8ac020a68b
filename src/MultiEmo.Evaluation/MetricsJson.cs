using System.Text.Json;
using System.Text.Json.Nodes;
using MultiEmo.Conversations;

namespace MultiEmo.Evaluation;

/// <summary>Metrics as they lie in <c>metrics-*.json</c> and as <c>--json</c> prints them: snake_case keys, fractions of 1.</summary>
public static class MetricsJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The text of a metrics file, with a line feed at its end.</summary>
    public static string Text(JsonObject json) => json.ToJsonString(Indented) + "\n";

    /// <summary>Metrics as a JSON object.</summary>
    public static JsonObject Of(Metrics metrics)
    {
        var json = new JsonObject
        {
            ["weighted_f1"] = metrics.WeightedF1,
            ["macro_f1"] = metrics.MacroF1,
            ["accuracy"] = metrics.Accuracy,
            ["unweighted_average_recall"] = metrics.UnweightedAverageRecall,
            ["per_class"] = new JsonObject(metrics.PerClass.Select(scores => KeyValuePair.Create<string, JsonNode?>(scores.Label, Of(scores)))),
            ["confusion"] = Of(metrics.Confusion),
            ["utterances"] = metrics.Utterances,
        };
        if (metrics.ShiftUtterances is null) return json;
        json["shift_f1"] = metrics.ShiftF1;
        json["shift_utterances"] = metrics.ShiftUtterances;
        return json;
    }

    /// <summary>Metrics from the text of a file; the scores are computed again from its confusion matrix.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">Its path, for messages.</param>
    /// <exception cref="BadInputException">It is not such a file.</exception>
    public static Metrics Read(string text, string file)
    {
        try
        {
            var json = Need(JsonNode.Parse(text)).AsObject();
            var metrics = new Metrics(ReadConfusion(Need(json["confusion"])));
            if (metrics.Utterances < 1) throw new FormatException("it counts no utterance");
            return metrics with { ShiftF1 = (double?)json["shift_f1"], ShiftUtterances = (int?)json["shift_utterances"] };
        }
        catch (Exception fault)
            when (fault is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new BadInputException("this is not a file of metrics", "evaluate the run again to write it anew", file, inner: fault);
        }
    }

    private static JsonObject Of(ClassScores scores) => new()
    {
        ["precision"] = scores.Precision,
        ["recall"] = scores.Recall,
        ["f1"] = scores.F1,
        ["support"] = scores.Support,
    };

    private static JsonObject Of(ConfusionMatrix confusion)
    {
        int[] all = [.. Enumerable.Range(0, confusion.Labels.Count)];
        return new()
        {
            ["labels"] = new JsonArray([.. confusion.Labels.Select(label => (JsonNode)label)]),
            ["counts"] = new JsonArray([.. all.Select(truth => Row([.. all.Select(prediction => confusion[truth, prediction])]))]),
        };
    }

    private static JsonArray Row(int[] counts) => new([.. counts.Select(count => (JsonNode)count)]);

    private static ConfusionMatrix ReadConfusion(JsonNode json)
    {
        string[] labels = [.. Need(json["labels"]).AsArray().Select(label => (string)Need(label)!)];
        int[][] counts = [.. Need(json["counts"]).AsArray().Select(row => Need(row).AsArray().Select(count => (int)Need(count)).ToArray())];
        if (counts.Length != labels.Length || counts.Any(row => row.Length != labels.Length || row.Any(count => count < 0)))
            throw new FormatException("the confusion matrix is not square");
        var matrix = new ConfusionMatrix(labels);
        for (int truth = 0; truth < labels.Length; truth++)
            for (int prediction = 0; prediction < labels.Length; prediction++) matrix.Add(truth, prediction, counts[truth][prediction]);
        return matrix;
    }

    private static JsonNode Need(JsonNode? node) => node ?? throw new FormatException("a value is missing");
}

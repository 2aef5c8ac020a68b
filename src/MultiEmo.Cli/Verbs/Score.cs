using System.CommandLine;
using System.Text.Json.Nodes;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo score: metrics of any system's predictions.</summary>
internal static class Score
{
    private static readonly Argument<string> File = new("FILE") { Description = "CSV with the columns truth and prediction, an utterance a row." };
    private static readonly Option<EmotionSet?> Labels = Options.Labels("meld, emorynlp, iemocap or a list such as joy,anger,neutral.");
    private static readonly Option<string[]> Pair = Options.Pairs();
    private static readonly Option<bool> Json = Options.Json();

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Labels.Required = true;
        return new Verb("score", "Computes the metrics of any system's predictions, ours or not.", Run,
            "multiemo score predictions.csv --labels meld",
            "multiemo score predictions.csv --labels joy,anger,neutral --json")
        { File, Labels, Pair, Json };
    }

    private static int Run(ParseResult parsed)
    {
        var emotions = parsed.GetValue(Labels)!;
        string path = parsed.GetRequiredValue(File);
        var metrics = Metrics.Of(emotions, PredictionTable.Read(path, emotions).Rows);
        var summary = new SeedSummary([0], [metrics]);
        var pairs = Options.Read(parsed.GetValue(Pair), emotions);
        if (parsed.GetValue(Json)) Screen.Json(Described(metrics, summary, pairs));
        else ScoreTables.Print($"{path}, {metrics.Utterances} utterances", summary, Selection.None, pairs);
        return 0;
    }

    private static JsonObject Described(Metrics metrics, SeedSummary summary, IReadOnlyList<EmotionPair>? pairs)
    {
        var json = MetricsJson.Of(metrics);
        if (SummaryJson.Of(summary, pairs)["confused_within"] is { } confused) json["confused_within"] = confused.DeepClone();
        return json;
    }
}

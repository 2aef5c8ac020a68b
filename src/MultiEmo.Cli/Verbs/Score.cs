using System.CommandLine;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo score: metrics of any system's predictions.</summary>
internal static class Score
{
    private static readonly Argument<string> File = new("FILE") { Description = "CSV with the columns truth and prediction, an utterance a row." };
    private static readonly Option<EmotionSet?> Labels = Options.Labels("meld, emorynlp, iemocap or a list such as joy,anger,neutral.");
    private static readonly Option<bool> Json = Options.Json();

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Labels.Required = true;
        return new Verb("score", "Computes the metrics of any system's predictions, ours or not.", Run,
            "multiemo score predictions.csv --labels meld",
            "multiemo score predictions.csv --labels joy,anger,neutral --json")
        { File, Labels, Json };
    }

    private static int Run(ParseResult parsed)
    {
        var emotions = parsed.GetValue(Labels)!;
        string path = parsed.GetRequiredValue(File);
        var metrics = Metrics.Of(emotions, PredictionTable.Read(path, emotions).Rows);
        if (parsed.GetValue(Json)) Screen.Json(MetricsJson.Of(metrics));
        else ScoreTables.Print($"{path}, {metrics.Utterances} utterances", new SeedSummary([0], [metrics]), Selection.None);
        return 0;
    }
}

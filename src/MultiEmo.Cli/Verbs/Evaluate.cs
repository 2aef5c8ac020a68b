using System.CommandLine;
using System.Text.Json.Nodes;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Results;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo evaluate: scores all seeds of a run on a split.</summary>
internal static class Evaluate
{
    private static readonly Argument<string> RunPath = Options.Run();
    private static readonly Option<Split?> Split =
        Options.Split("train, dev or test (default: test, whose scores and predictions are kept in the run).");
    private static readonly Option<string> Corpus = new("--corpus")
    {
        Description = "Prepared corpus to score on (default: the one it was trained on).",
    };

    private static readonly Option<string[]> Pair = Options.Pairs();
    private static readonly Option<bool> Json = Options.Json();
    private static readonly Option<string> Device = Options.Device();
    private static readonly Option<int?> Threads = Options.Threads();

    /// <summary>The verb.</summary>
    public static Command Create() => new Verb("evaluate", "Scores every finished seed of a run on a split: mean ± standard deviation.", Run,
        "multiemo evaluate runs/meld",
        "multiemo evaluate runs/meld --split dev --json")
    { RunPath, Split, Corpus, Pair, Json, Device, Threads };

    private static int Run(ParseResult parsed)
    {
        var device = Computer.Open(parsed.GetRequiredValue(Device), parsed.GetValue(Threads));
        var run = TrainedRun.Open(parsed.GetRequiredValue(RunPath));
        var split = parsed.GetValue(Split) ?? Conversations.Split.Test;
        var pairs = Options.Read(parsed.GetValue(Pair), run.Data.Emotions);
        using var interruption = new Interruption();
        var evaluation = new RunEvaluation(run, split, parsed.GetValue(Corpus), device);
        var summary = evaluation.Score(interruption.Token);
        foreach (string note in evaluation.Notes) Screen.Note(note);
        if (parsed.GetValue(Json)) Screen.Json(Described(summary, run, evaluation, pairs));
        else Print(summary, run, evaluation, pairs);
        return 0;
    }

    private static void Print(SeedSummary summary, TrainedRun run, RunEvaluation evaluation, IReadOnlyList<EmotionPair>? pairs)
    {
        string title = $"{run.Recipe.Name} on {evaluation.Corpus.Name}, {evaluation.Split.Name()}, {ScoreTables.Seeds(summary)}";
        ScoreTables.Print(title, summary, run.Selection, pairs);
        if (evaluation.Kept) Screen.Line($"kept in {run.Folder.Path}: metrics-test.json and predictions-test.csv of each seed");
    }

    private static JsonObject Described(SeedSummary summary, TrainedRun run, RunEvaluation evaluation, IReadOnlyList<EmotionPair>? pairs)
    {
        var json = SummaryJson.Of(summary, pairs);
        json["recipe"] = run.Recipe.Name;
        json["corpus"] = evaluation.Corpus.Name;
        json["split"] = evaluation.Split.Name();
        json["selection"] = run.Selection.Phrase();
        json["notes"] = new JsonArray([.. evaluation.Notes.Select(note => (JsonNode)note)]);
        return json;
    }
}

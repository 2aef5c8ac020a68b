using System.Text.Json;
using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;
using MultiEmo.Storage;
using MultiEmo.Training;

namespace MultiEmo.Cli;

/// <summary>What a run left, finished or not.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Recipe">What decides it.</param>
/// <param name="Data">What it was trained on; null before a seed is finished.</param>
/// <param name="Seeds">Its seeds.</param>
/// <param name="Card">What its card says; null when it has none.</param>
internal sealed record RunSummary(string Path, Recipe Recipe, RunData? Data, IReadOnlyList<SeedState> Seeds, string? Card)
{
    /// <summary>What the epochs were picked on.</summary>
    public Selection Selection => Recipe.Protocol == Protocol.Released ? Selection.Test : Selection.Validation;

    /// <summary>Reads a run.</summary>
    public static RunSummary Of(string path)
    {
        var run = RunFolder.Open(path);
        SeedFolder[] seeds = [.. run.Seeds.Select(run.Seed)];
        var finished = seeds.FirstOrDefault(seed => seed.Finished);
        var data = finished is null ? null : RunData.Read(finished);
        string? card = File.Exists(run.Card) ? File.ReadAllText(run.Card) : null;
        return new RunSummary(path, RecipeReader.Read(run), data, [.. seeds.Select(SeedState.Of)], card);
    }

    /// <summary>The summary for machines.</summary>
    public JsonObject ToJson() => new()
    {
        ["kind"] = "run",
        ["recipe"] = JsonSerializer.SerializeToNode(Recipe, Json.Options),
        ["corpus"] = Data?.Corpus,
        ["note"] = Data?.Note,
        ["emotions"] = Data is null ? null : new JsonArray([.. Data.Emotions.Labels.Select(label => (JsonNode)label)]),
        ["features"] = Data is null ? null : new JsonObject(Data.Features.Select(Pair)),
        ["selection"] = Selection.Phrase(),
        ["seeds"] = new JsonArray([.. Seeds.Select(seed => seed.ToJson())]),
        ["card"] = Card,
    };

    private static KeyValuePair<string, JsonNode?> Pair(FeatureEntry entry) => new(entry.Modality.Name(), entry.Name);
}

/// <summary>Where a seed stands.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Finished">Whether its training was finished.</param>
/// <param name="Epoch">The epoch that was kept.</param>
/// <param name="Validation">Its scores on validation; null when there are none.</param>
/// <param name="Test">Its scores on the test split; null when it was not evaluated.</param>
internal sealed record SeedState(int Seed, bool Finished, int? Epoch, Metrics? Validation, Metrics? Test)
{
    /// <summary>Reads a seed's folder.</summary>
    public static SeedState Of(SeedFolder seed) => seed.Finished
        ? new SeedState(seed.Seed, true, TrainedRun.Epoch(seed), Read(seed.Metrics(Split.Dev)), Read(seed.Metrics(Split.Test)))
        : new SeedState(seed.Seed, false, null, null, null);

    /// <summary>The state for machines.</summary>
    public JsonObject ToJson() => new()
    {
        ["seed"] = Seed,
        ["finished"] = Finished,
        ["epoch"] = Epoch,
        ["validation_weighted_f1"] = Validation?.WeightedF1,
        ["test_weighted_f1"] = Test?.WeightedF1,
    };

    private static Metrics? Read(string path) => File.Exists(path) ? MetricsJson.Read(File.ReadAllText(path), path) : null;
}

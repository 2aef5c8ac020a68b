using System.Text.Json;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>Chooses a seed of a run by its weighted F1 on validation.</summary>
public static class BestSeed
{
    /// <summary>The finished seed with the best validation score; the lower of equals.</summary>
    /// <exception cref="BadInputException">No seed is finished.</exception>
    public static int Of(RunFolder run)
    {
        SeedFolder[] finished = [.. run.Seeds.Select(run.Seed).Where(seed => seed.Finished)];
        if (finished.Length == 0)
            throw new BadInputException("no seed of the run is finished", "continue it with 'multiemo train … --resume'", run.Path);
        return finished.MaxBy(Score)!.Seed;
    }

    private static double Score(SeedFolder seed)
    {
        string path = seed.Metrics(Split.Dev);
        var metrics = Json.Read<JsonElement>(path);
        if (metrics.ValueKind == JsonValueKind.Object
            && metrics.TryGetProperty("weighted_f1", out var score) && score.ValueKind == JsonValueKind.Number) return score.GetDouble();
        throw new BadInputException("has no number weighted_f1", "train the seed again", path);
    }
}

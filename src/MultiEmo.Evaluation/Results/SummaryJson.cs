using System.Globalization;
using System.Text.Json.Nodes;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Evaluation.Results;

/// <summary>
/// A summary over seeds as JSON: the keys of <see cref="MetricsJson"/> hold means, <c>deviation</c> holds the same keys again with sample standard
/// deviations (null of a single seed), <c>per_seed</c> the whole metrics of each seed.
/// </summary>
public static class SummaryJson
{
    /// <summary>The object.</summary>
    /// <param name="summary">The scores.</param>
    /// <param name="pairs">Pairs of emotions for <c>confused_within</c>; null: the usual ones that the labels have.</param>
    public static JsonObject Of(SeedSummary summary, IReadOnlyList<EmotionPair>? pairs = null)
    {
        pairs ??= EmotionPair.In(summary.Emotions);
        var json = Measures(summary, pairs, estimate => estimate.Mean);
        foreach (var scores in summary.PerClass) json["per_class"]![scores.Label]!["support"] = scores.Support;
        if (summary.Runs.Count == 1) json["confusion"] = MetricsJson.Of(summary.Runs[0])["confusion"]!.DeepClone();
        json["utterances"] = summary.Runs[0].Utterances;
        if (summary.Runs[0].ShiftUtterances is { } shifts) json["shift_utterances"] = shifts;
        json["seeds"] = new JsonArray([.. summary.Seeds.Select(seed => (JsonNode)seed)]);
        json["deviation"] = Measures(summary, pairs, estimate => estimate.Deviation);
        json["per_seed"] = new JsonObject(summary.Seeds.Zip(summary.Runs, (seed, run) =>
            KeyValuePair.Create<string, JsonNode?>(seed.ToString(CultureInfo.InvariantCulture), MetricsJson.Of(run))));
        return json;
    }

    private static JsonObject Measures(SeedSummary summary, IReadOnlyList<EmotionPair> pairs, Func<Estimate, double?> part)
    {
        var json = new JsonObject
        {
            ["weighted_f1"] = part(summary.WeightedF1),
            ["macro_f1"] = part(summary.MacroF1),
            ["accuracy"] = part(summary.Accuracy),
            ["unweighted_average_recall"] = part(summary.UnweightedAverageRecall),
            ["per_class"] = new JsonObject(summary.PerClass.Select(scores => KeyValuePair.Create<string, JsonNode?>(scores.Label, Of(scores, part)))),
        };
        if (summary.ShiftF1 is not null) json["shift_f1"] = part(summary.ShiftF1);
        if (pairs.Count > 0)
            json["confused_within"] = new JsonObject(pairs.Select(pair =>
                KeyValuePair.Create<string, JsonNode?>(pair.ToString(), part(summary.Confused(pair)))));
        return json;
    }

    private static JsonObject Of(ClassSummary scores, Func<Estimate, double?> part) => new()
    {
        ["precision"] = part(scores.Precision),
        ["recall"] = part(scores.Recall),
        ["f1"] = part(scores.F1),
    };
}

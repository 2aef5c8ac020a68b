using System.Text.Json.Nodes;

namespace MultiEmo.Evaluation.Statistics;

/// <summary>
/// A comparison as <c>--json</c> prints it: snake_case keys, fractions of 1, differences as the system's value less the reference's.
/// </summary>
public static class ComparisonJson
{
    /// <summary>The object.</summary>
    public static JsonObject Of(Comparison comparison) => new()
    {
        ["utterances"] = comparison.Utterances.Truths.Count,
        ["unit"] = comparison.Utterances.ByConversation ? "conversation" : "utterance",
        ["units"] = comparison.Utterances.UnitCount,
        ["resamples"] = comparison.Settings.Resamples,
        ["seed"] = comparison.Settings.Seed,
        ["confidence"] = comparison.Settings.Confidence,
        ["systems"] = new JsonArray([.. comparison.Systems.Select(system => System(comparison, system))]),
        ["pairs"] = new JsonArray([.. comparison.Pairs.Select(Pair)]),
        ["notes"] = new JsonArray([.. ComparisonPage.Sentences(comparison).Select(sentence => (JsonNode)sentence)]),
    };

    private static JsonNode System(Comparison comparison, SystemSample system)
    {
        var json = new JsonObject
        {
            ["name"] = system.Predictions.Name,
            ["seeds"] = system.PerSeed.Count,
            ["picked_on_test"] = comparison.PickedOnTest.Contains(system.Predictions.Name),
        };
        foreach (var measure in Measures.All)
        {
            var estimate = system.EstimateOf(measure);
            json[measure.Key()] = new JsonObject
            {
                ["mean"] = estimate.Mean,
                ["deviation"] = estimate.Deviation,
                ["interval"] = Ends(system.IntervalOf(measure)),
            };
        }
        json["confused_within"] = new JsonObject(comparison.Emotions.Select(pair =>
            KeyValuePair.Create<string, JsonNode?>(pair.ToString(), Comparison.Confused(system, pair).Mean)));
        return json;
    }

    private static JsonNode Pair(ComparedPair pair)
    {
        var json = new JsonObject { ["system"] = pair.System.Predictions.Name, ["reference"] = pair.Reference.Predictions.Name };
        foreach (var measure in Measures.All)
            json[measure.Key()] = new JsonObject
            {
                ["difference"] = pair[measure].Value,
                ["interval"] = Ends(pair[measure].Interval),
                ["p"] = pair[measure].P,
            };
        json[Measure.WeightedF1.Key()]!["p_holm"] = pair.HolmP;
        json["mcnemar"] = new JsonObject
        {
            ["only_system_right"] = pair.McNemar.OnlyFirst,
            ["only_reference_right"] = pair.McNemar.OnlySecond,
            ["p"] = pair.McNemar.P,
            ["exact"] = pair.McNemar.IsExact,
            ["p_exact"] = pair.McNemar.ExactP,
            ["chi_square"] = pair.McNemar.ChiSquare,
            ["p_chi_square"] = pair.McNemar.ChiSquareP,
        };
        return json;
    }

    private static JsonArray Ends(Interval interval) => [interval.Lower, interval.Upper];
}

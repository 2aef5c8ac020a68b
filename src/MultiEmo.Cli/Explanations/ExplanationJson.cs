using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.Models;

namespace MultiEmo.Cli.Explanations;

/// <summary>An explanation as JSON: everything, with the weights of every layer and head.</summary>
internal static class ExplanationJson
{
    /// <summary>The object.</summary>
    public static JsonObject Of(Explanation explanation, Recognizer recognizer)
    {
        var (turn, prediction) = (explanation.Turn, explanation.Prediction);
        return new JsonObject
        {
            ["kind"] = "explanation",
            ["model"] = recognizer.Description,
            ["seed"] = recognizer.Seed.Seed,
            ["conversation"] = prediction.Conversation,
            ["split"] = explanation.Conversation.Split?.Name(),
            ["turn"] = prediction.Turn,
            ["place"] = explanation.Place,
            ["speaker"] = turn.Speaker,
            ["text"] = turn.Text,
            ["truth"] = prediction.Truth,
            ["prediction"] = prediction.Emotion,
            ["probabilities"] = ByLabel(recognizer.Emotions, prediction.Probabilities),
            ["present"] = Names(prediction.Present),
            ["withheld"] = new JsonArray([.. explanation.Withheld.Select(each => Of(each, explanation, recognizer.Emotions))]),
            ["nothing_withheld"] = explanation.NothingWithheld,
            ["turns"] = new JsonArray([.. explanation.Conversation.Turns.Zip(explanation.Present, Of)]),
            ["attention"] = new JsonArray([.. explanation.Attention.Select(Of)]),
            ["no_attention"] = explanation.NoAttention,
            ["remarks"] = Names(explanation.Remarks),
        };
    }

    private static JsonObject Of(Withheld withheld, Explanation explanation, EmotionSet emotions) => new()
    {
        ["modality"] = withheld.Modality.Name(),
        ["from"] = withheld.From == WithheldFrom.Turn ? "turn" : "conversation",
        ["had"] = withheld.Had,
        ["prediction"] = withheld.Prediction.Emotion,
        ["changed"] = withheld.Prediction.Emotion != explanation.Prediction.Emotion,
        ["probabilities"] = ByLabel(emotions, withheld.Prediction.Probabilities),
        ["change"] = ByLabel(emotions, withheld.Change(explanation.Prediction)),
        ["present"] = Names(withheld.Prediction.Present),
    };

    private static JsonNode Of(Utterance turn, IReadOnlyList<Modality> present) => new JsonObject
    {
        ["turn"] = turn.Turn,
        ["speaker"] = turn.Speaker,
        ["text"] = turn.Text,
        ["present"] = Names(present.Select(Modalities.Name)),
    };

    private static JsonNode Of(AttentionWeights step) => new JsonObject
    {
        ["query"] = step.Query.Name(),
        ["partner"] = step.Partner.Name(),
        ["layer"] = step.Layer,
        ["heads"] = new JsonArray([.. step.Heads.Select(head => new JsonArray([.. head.Select(weight => (JsonNode)weight)]))]),
    };

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => (JsonNode)name)]);

    private static JsonObject ByLabel(EmotionSet emotions, IReadOnlyList<float> numbers) =>
        new(emotions.Labels.Zip(numbers, (label, number) => KeyValuePair.Create<string, JsonNode?>(label, number)));
}

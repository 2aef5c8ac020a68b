using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Cli;

/// <summary>A prepared corpus as JSON.</summary>
internal static class CorpusJson
{
    /// <summary>The object.</summary>
    public static JsonObject Of(PreparedCorpus prepared)
    {
        var corpus = prepared.Corpus;
        var splits = CorpusSummary.Of(prepared);
        return new JsonObject
        {
            ["kind"] = "corpus",
            ["name"] = corpus.Name,
            ["note"] = corpus.Note,
            ["emotions"] = new JsonArray([.. corpus.Emotions.Labels.Select(label => (JsonNode)label)]),
            ["splits"] = new JsonObject(splits.Select(split => KeyValuePair.Create<string, JsonNode?>(split.Name, Of(split, corpus.Emotions)))),
            ["features"] = new JsonArray([.. prepared.Features.Select((entry, i) => Of(entry, i, splits))]),
            ["conversations_with_gaps"] = CorpusSummary.ConversationsWithGaps(corpus),
            ["remarks"] = new JsonArray([.. corpus.Remarks.Select(remark => (JsonNode)remark)]),
        };
    }

    private static JsonObject Of(SplitSummary split, EmotionSet emotions) => new()
    {
        ["conversations"] = split.Conversations,
        ["utterances"] = split.Utterances,
        ["longest"] = split.Longest,
        ["mean"] = split.Mean,
        ["speakers"] = split.Speakers,
        ["unscored"] = split.Unscored,
        ["emotions"] = Counts(emotions.Labels.Zip(split.Classes)),
    };

    private static JsonObject Of(FeatureEntry entry, int index, IReadOnlyList<SplitSummary> splits) => new()
    {
        ["name"] = entry.Name,
        ["modality"] = entry.Modality.Name(),
        ["width"] = entry.Width,
        ["source"] = entry.Source,
        ["extractor"] = entry.Extractor,
        ["absent"] = Counts(splits.Select(split => (split.Name, split.Absent[index]))),
    };

    private static JsonObject Counts(IEnumerable<(string Name, int Count)> counts) =>
        new(counts.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Name, pair.Count)));
}

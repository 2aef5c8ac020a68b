using System.Text.Json;
using System.Text.Json.Nodes;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>Writes corpus.json and changes its list of features, leaving the user's own keys in it.</summary>
internal static class CorpusFileWriter
{
    /// <summary>Writes the file of a corpus that has no features yet.</summary>
    public static void Write(string folder, Corpus corpus)
    {
        var root = new JsonObject
        {
            ["name"] = corpus.Name,
            ["emotions"] = new JsonObject { ["name"] = corpus.Emotions.Name, ["labels"] = List(corpus.Emotions.Labels) },
            ["splits"] = Splits(corpus),
            ["features"] = new JsonArray(),
        };
        if (corpus.Note is not null) root["note"] = corpus.Note;
        if (corpus.Parties is not null) root["parties"] = List(corpus.Parties);
        if (corpus.Remarks.Count > 0) root["remarks"] = List(corpus.Remarks);
        Save(Path.Combine(folder, CorpusFile.FileName), root);
    }

    /// <summary>Adds an entry, or puts it in the place of the one of its name.</summary>
    public static void Put(string folder, FeatureEntry entry)
    {
        string path = Path.Combine(folder, CorpusFile.FileName);
        JsonObject root;
        try
        {
            root = JsonNode.Parse(JsonInput.WithoutMark(InputFile.ReadAll(path)))!.AsObject();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new BadInputException("is no longer a JSON object", "prepare the corpus again", path, inner: fault);
        }
        root["features"] = Replaced(root["features"] as JsonArray ?? [], entry);
        Save(path, root);
    }

    private static JsonArray Replaced(JsonArray entries, FeatureEntry entry)
    {
        var all = entries.Select(node => node?.DeepClone()).ToList();
        int place = all.FindIndex(node => node is JsonObject other && (string?)other["name"] == entry.Name);
        if (place >= 0) all[place] = FeatureEntries.Write(entry);
        else all.Add(FeatureEntries.Write(entry));
        return [.. all];
    }

    private static JsonObject Splits(Corpus corpus) => new(SplitSize.Count(corpus.Conversations).Select(size => KeyValuePair.Create(
        size.Split.Name(), (JsonNode?)new JsonObject { ["conversations"] = size.Conversations, ["turns"] = size.Turns })));

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static void Save(string path, JsonObject root) => Json.Write(path, root);
}

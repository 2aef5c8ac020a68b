using System.Text.Json;
using System.Text.Json.Nodes;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>The list <c>features</c> of corpus.json.</summary>
internal static class FeatureEntries
{
    private static readonly string[] Known = ["name", "modality", "width", "source", "extractor", "settings", "sha256", "files"];

    /// <summary>Reads the list; an unknown key is noted in <paramref name="remarks"/>. A width that is not given is 0.</summary>
    public static IReadOnlyList<FeatureEntry> Read(JsonFields corpus, List<string> remarks)
    {
        if (corpus.Find("features") is null) return [];
        var entries = new List<FeatureEntry>();
        foreach (var element in corpus.Elements("features"))
        {
            var entry = One(JsonFields.Of(element, $"feature {entries.Count + 1}", corpus.File, null), remarks);
            if (entries.Any(other => other.Name == entry.Name))
                throw corpus.Fault($"two features are called '{entry.Name}'", "rename one of them and its file");
            entries.Add(entry);
        }
        return entries;
    }

    /// <summary>The entry as it is written.</summary>
    public static JsonObject Write(FeatureEntry entry) => new()
    {
        ["name"] = entry.Name,
        ["modality"] = entry.Modality.Name(),
        ["width"] = entry.Width,
        ["source"] = entry.Source,
        ["extractor"] = entry.Extractor,
        ["settings"] = new JsonObject(
            entry.Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["sha256"] = entry.Sha256,
        ["files"] = new JsonArray([.. entry.Files.Select(file => JsonValue.Create(file))]),
    };

    /// <summary>Whether a name can be that of a feature file.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static FeatureEntry One(JsonFields fields, List<string> remarks)
    {
        string name = fields.Text("name");
        if (!IsName(name)) throw fields.Fault($"{Spelling.Quoted(name)} cannot name a feature file", "use letters, digits, - and _");
        fields = fields with { What = $"feature '{name}'" };
        remarks.AddRange(CorpusFile.Unknown(fields, Known));
        string source = fields.OptionalText("source") ?? "", extractor = fields.OptionalText("extractor") ?? "given";
        return new FeatureEntry(name, ReadModality(fields), Width(fields), source, extractor, Settings(fields))
        {
            Sha256 = fields.OptionalText("sha256")?.ToLowerInvariant(),
            Files = Files(fields),
        };
    }

    private static Modality ReadModality(JsonFields fields)
    {
        string name = fields.Text("modality");
        var known = Modalities.All.Select(modality => modality.Name());
        return Modalities.Parse(name) ?? throw fields.Fault($"unknown modality {Spelling.Quoted(name)}", Spelling.Suggest(name, known));
    }

    private static int Width(JsonFields fields)
    {
        if (fields.OptionalWhole("width") is not { } width) return 0;
        return width >= 1 ? width : throw fields.Fault($"'width' is {width}", "write 1 or more, or leave it out");
    }

    private static Dictionary<string, string> Settings(JsonFields fields)
    {
        if (fields.Find("settings") is not { } element) return [];
        var settings = JsonFields.Of(element, fields.What + ", 'settings'", fields.File, null);
        return settings.Element.EnumerateObject().ToDictionary(property => property.Name, property => Setting(property.Value));
    }

    private static string Setting(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static IReadOnlyList<string> Files(JsonFields fields)
    {
        if (fields.Find("files") is null) return [];
        var files = fields.Texts("files");
        string? outside = files.FirstOrDefault(file => file.Length == 0 || file[0] == '.' || file.IndexOfAny(['/', '\\', '\0']) >= 0);
        return outside is null ? files : throw fields.Fault($"'{outside}' in 'files' is no file name", "name files that lie in the folder features");
    }
}

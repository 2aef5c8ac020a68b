using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>The file corpus.json: everything about a corpus but its conversations.</summary>
/// <param name="Name">The corpus' name.</param>
/// <param name="Emotions">Its labels in order.</param>
/// <param name="Features">Its feature files.</param>
internal sealed record CorpusFile(string Name, EmotionSet Emotions, IReadOnlyList<FeatureEntry> Features)
{
    public const string FileName = "corpus.json";

    private static readonly string[] Known = ["name", "emotions", "splits", "features", "note", "parties", "remarks"];

    public string? Note { get; init; }

    public IReadOnlyList<string>? Parties { get; init; }

    /// <summary>What the reader of the corpus noticed when it was prepared.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What is odd in this file.</summary>
    public IReadOnlyList<string> Oddities { get; init; } = [];

    /// <summary>What it says of the size of its splits; empty when it says nothing.</summary>
    public IReadOnlyList<SplitSize> Splits { get; init; } = [];

    /// <summary>Reads the file of a folder.</summary>
    /// <exception cref="BadInputException">It is missing, no JSON, or lacks something.</exception>
    public static CorpusFile Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw NoCorpus(folder, path);
        byte[] bytes = InputFile.ReadAll(path);
        int mark = bytes.Length - JsonInput.WithoutMark(bytes).Length;
        return JsonInput.Object(bytes.AsMemory(mark), path, null, "the corpus", Read);
    }

    /// <summary>The keys of an object that mean nothing here, a sentence each.</summary>
    public static IEnumerable<string> Unknown(JsonFields fields, string[] known) => fields.Names.Where(name => !known.Contains(name))
        .Select(name => $"{fields.File}, {fields.What}: the key '{name}' is unknown and ignored; {Spelling.Suggest(name, known)}");

    private static CorpusFile Read(JsonFields fields)
    {
        var oddities = Unknown(fields, Known).ToList();
        return new CorpusFile(fields.Text("name"), ReadEmotions(fields), FeatureEntries.Read(fields, oddities))
        {
            Note = fields.OptionalText("note"),
            Parties = fields.Find("parties") is null ? null : fields.Texts("parties"),
            Remarks = fields.Find("remarks") is null ? [] : fields.Texts("remarks"),
            Oddities = oddities,
            Splits = SplitSize.Read(fields),
        };
    }

    private static EmotionSet ReadEmotions(JsonFields corpus)
    {
        bool whole = corpus.Find("emotions") is { ValueKind: System.Text.Json.JsonValueKind.Object };
        var fields = whole ? JsonFields.Of(corpus.Find("emotions")!.Value, "'emotions'", corpus.File, null) : corpus;
        var labels = fields.Texts(whole ? "labels" : "emotions");
        if (labels.Any(string.IsNullOrWhiteSpace)) throw corpus.Fault("'emotions' has a blank label", "name it, or take it off the list");
        string? twice = labels.GroupBy(label => label.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null) throw corpus.Fault($"'emotions' has '{twice}' twice", "list each label once; case makes no difference");
        return new EmotionSet((whole ? fields.OptionalText("name") : null) ?? "custom", labels);
    }

    private static BadInputException NoCorpus(string folder, string path)
    {
        if (!Directory.Exists(folder))
            return new BadInputException("there is no such folder", "check the path, or make the corpus with 'multiemo prepare'", folder);
        return new BadInputException("is missing, so this folder holds no prepared corpus",
            "make one with 'multiemo prepare'; docs/data.md tells what it consists of", path);
    }
}

using MultiEmo.Conversations;

namespace MultiEmo.Storage.Weights;

/// <summary>Folders as Hugging Face lays them out: one file of weights, or an index and several.</summary>
internal static class WeightFolder
{
    private static readonly string[] Names =
        ["model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json"];

    private static readonly string[] Endings = [".safetensors", ".pt", ".pth", ".bin"];

    /// <summary>The file of a folder's weights: the usual names first, else the only one of its kind.</summary>
    /// <exception cref="BadInputException">There is none, or one cannot know which.</exception>
    public static string Find(string folder)
    {
        if (Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } usual) return usual;
        string[] files = [.. Directory.EnumerateFiles(folder).Where(file => Endings.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal)];
        if (files.Length == 1) return files[0];
        string problem = files.Length == 0
            ? $"holds no weights: neither {string.Join(" nor ", Names)}"
            : $"holds several weights: {string.Join(", ", files.Take(8).Select(Path.GetFileName))}";
        throw new BadInputException(problem, "name the file", folder);
    }

    /// <summary>The tensors that an index names, each from the file beside it that the index says.</summary>
    /// <exception cref="BadInputException">A file or a tensor is missing, or the index is none.</exception>
    public static IReadOnlyDictionary<string, StoredTensor> Shards(string index)
    {
        var files = new Dictionary<string, WeightFile>();
        var tensors = new Dictionary<string, StoredTensor>();
        foreach (var (name, shard) in Map(index))
        {
            if (!files.TryGetValue(shard, out var file)) files[shard] = file = Shard(index, shard);
            tensors.Add(name, file.Require(name));
        }
        return tensors;
    }

    /// <summary>The files that an index names, in the order of their names.</summary>
    public static IEnumerable<string> Files(string index) => Map(index).Select(pair => pair.Value).Distinct().Order(StringComparer.Ordinal)
        .Select(shard => Beside(index, shard));

    private static List<KeyValuePair<string, string>> Map(string index) => JsonInput.Object(
        JsonInput.WithoutMark(InputFile.ReadAll(index)).ToArray(), index, null, "the index of weights", fields =>
        {
            var map = fields.Find("weight_map") ?? throw fields.Fault("'weight_map' is missing", "name a file of weights, or such an index");
            var names = JsonFields.Of(map, "'weight_map'", index, null);
            return names.Names.Select(name => new KeyValuePair<string, string>(name, names.Text(name))).ToList();
        });

    private static WeightFile Shard(string index, string name) => WeightFile.ReadOne(Beside(index, name));

    private static string Beside(string index, string name)
    {
        bool plain = name.Length > 0 && name == Path.GetFileName(name) && !name.Contains('\\') && !name.Contains(':') && name is not (".." or ".");
        if (!plain)
            throw new BadInputException($"names the file {Spelling.Quoted(name)}", "shards are weights that lie beside their index", index);
        return Path.Combine(Path.GetDirectoryName(Path.GetFullPath(index))!, name);
    }
}

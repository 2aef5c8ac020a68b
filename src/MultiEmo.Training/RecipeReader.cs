using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Training;

/// <summary>Reads recipes: a JSON file over the defaults, then <c>key=value</c> settings over both. All faults are told at once.</summary>
public static class RecipeReader
{
    /// <summary>The names of the recipes that come with the program.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.EndsWith(".json", StringComparison.Ordinal))
            .Select(name => name["recipes/".Length..^".json".Length]).Order(StringComparer.Ordinal)];

    /// <summary>A recipe by its name or its file, with settings over it.</summary>
    /// <param name="nameOrFile">A name of <see cref="Names"/>, or the path of a JSON file.</param>
    /// <param name="settings">Settings such as <c>model.layers=2</c>.</param>
    /// <exception cref="BadInputException">Unknown recipe; or unknown keys and values out of range, all of them.</exception>
    public static Recipe Read(string nameOrFile, IEnumerable<string> settings)
    {
        bool shipped = Names.Contains(nameOrFile);
        if (!shipped && !File.Exists(nameOrFile))
            throw new BadInputException($"there is no recipe '{nameOrFile}', neither by name nor as a file", Spelling.Suggest(nameOrFile, Names));
        return Parse(shipped ? Shipped(nameOrFile) : File.ReadAllText(nameOrFile), settings, nameOrFile);
    }

    /// <summary>The recipe of a run folder.</summary>
    public static Recipe Read(RunFolder run) => Parse(File.ReadAllText(run.Recipe), [], run.Recipe);

    /// <summary>A recipe from JSON text, with settings over it.</summary>
    public static Recipe Parse(string json, IEnumerable<string> settings, string file)
    {
        var faults = new List<string>();
        var recipe = JsonSerializer.SerializeToNode(new Recipe(), Json.Options)!.AsObject();
        Merge(recipe, Object(json, file), "", faults);
        foreach (string setting in settings) Set(recipe, setting, faults);
        var result = faults.Count == 0 ? Convert(recipe, file) : null;
        if (result is not null) faults.AddRange(RecipeCheck.Faults(result));
        if (faults.Count > 0) throw new BadInputException(string.Join("; ", faults), "correct the recipe or the --set options", file);
        return result!;
    }

    /// <summary>The recipe as JSON text.</summary>
    public static string Text(Recipe recipe) => Json.Text(recipe) + "\n";

    private static string Shipped(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"recipes/{name}.json")!;
        return new StreamReader(stream).ReadToEnd();
    }

    private static JsonObject Object(string json, string file)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw new BadInputException("a recipe is a JSON object", "write { \"model\": { … }, … }", file);
        }
        catch (JsonException fault)
        {
            throw new BadInputException($"not valid JSON ({fault.Message.TrimEnd('.')})", "correct the recipe", file, fault.LineNumber + 1, fault);
        }
    }

    private static void Merge(JsonObject known, JsonObject given, string path, List<string> faults)
    {
        foreach (var (key, value) in given)
        {
            if (!known.TryGetPropertyValue(key, out var old)) faults.Add(Unknown(known, path + key, key));
            else if (old is JsonObject inner && value is JsonObject part) Merge(inner, part, $"{path}{key}.", faults);
            else Replace(known, key, old, value?.DeepClone(), path + key, faults);
        }
    }

    private static void Set(JsonObject recipe, string setting, List<string> faults)
    {
        string[] sides = setting.Split('=', 2);
        string[] path = sides[0].Trim().Split('.');
        if (sides.Length < 2) { faults.Add($"'{setting}' is no setting: write key=value"); return; }
        var at = recipe;
        foreach (string part in path[..^1])
        {
            if (at[part] is not JsonObject next) { faults.Add(Unknown(at, sides[0], part)); return; }
            at = next;
        }
        if (!at.TryGetPropertyValue(path[^1], out var old)) { faults.Add(Unknown(at, sides[0], path[^1])); return; }
        Replace(at, path[^1], old, Value(sides[1].Trim(), old), sides[0], faults);
    }

    private static JsonNode? Value(string text, JsonNode? old)
    {
        if (old is JsonArray && !text.StartsWith('['))
            return new JsonArray([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => (JsonNode)item)]);
        if (old?.GetValueKind() is JsonValueKind.String) return text.Trim('"');
        if (double.TryParse(text, CultureInfo.InvariantCulture, out double number)) return number == Math.Floor(number) && Math.Abs(number) < 1e15 ? (long)number : number;
        return text switch { "true" => true, "false" => false, "null" => null, _ => text };
    }

    private static void Replace(JsonObject parent, string key, JsonNode? old, JsonNode? value, string path, List<string> faults)
    {
        var (before, after) = (old?.GetValueKind() ?? JsonValueKind.Null, value?.GetValueKind() ?? JsonValueKind.Null);
        bool Boolean(JsonValueKind kind) => kind is JsonValueKind.True or JsonValueKind.False;
        bool fits = before == after || before == JsonValueKind.Null || (Boolean(before) && Boolean(after)) || (after == JsonValueKind.Null && parent[key] is null);
        if (fits) parent[key] = value;
        else faults.Add($"{path} is {value?.ToJsonString() ?? "null"}, which is not of the kind of {old?.ToJsonString() ?? "null"}");
    }

    private static string Unknown(JsonObject known, string path, string key) =>
        $"unknown key '{path}' ({Spelling.Suggest(key, known.Select(pair => pair.Key))})";

    private static Recipe Convert(JsonObject recipe, string file)
    {
        try
        {
            return recipe.Deserialize<Recipe>(Json.Options)!;
        }
        catch (JsonException fault)
        {
            throw new BadInputException($"the value of {fault.Path} cannot be used", "see the recipe's documentation for its kind", file, null, fault);
        }
    }
}

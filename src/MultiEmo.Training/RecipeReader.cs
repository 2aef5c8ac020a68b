using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Training;

/// <summary>Reads recipes: a JSON file over the defaults, then <c>key=value</c> settings over both. All faults are told at once.</summary>
public static class RecipeReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

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
        return Parse(shipped ? Shipped(nameOrFile) : TextFile.ReadAllText(nameOrFile), settings, nameOrFile);
    }

    /// <summary>The recipe of a run folder.</summary>
    public static Recipe Read(RunFolder run) => Parse(TextFile.ReadAllText(run.Recipe), [], run.Recipe);

    /// <summary>A recipe from JSON text, with settings over it.</summary>
    public static Recipe Parse(string json, IEnumerable<string> settings, string file)
    {
        var faults = new List<string>();
        var recipe = JsonSerializer.SerializeToNode(new Recipe(), Json.Options)!.AsObject();
        var merge = new RecipeMerge(faults);
        merge.Merge(recipe, Object(json, file));
        foreach (string setting in settings) merge.Set(recipe, setting);
        var result = Converted(recipe, file, faults);
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
            var node = JsonNode.Parse(json, documentOptions: Strict);
            _ = node?.ToJsonString();     // finds texts that are no Unicode, which parsing does not
            return node as JsonObject ?? throw new BadInputException("a recipe is a JSON object", "write { \"model\": { … }, … }", file);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            long? line = (fault as JsonException)?.LineNumber + 1;
            throw new BadInputException($"not valid JSON ({fault.Message.TrimEnd('.')})", "correct the recipe", file, line, fault);
        }
    }

    // What could not be merged kept its default, so that the ranges of the rest are told too.
    private static Recipe? Converted(JsonObject recipe, string file, List<string> faults)
    {
        try
        {
            var result = Convert(recipe, file);
            faults.AddRange(RecipeCheck.Faults(result));
            return result;
        }
        catch (BadInputException) when (faults.Count > 0)
        {
            return null;
        }
    }

    private static Recipe Convert(JsonObject recipe, string file)
    {
        try
        {
            return recipe.Deserialize<Recipe>(Json.Options)!;
        }
        catch (JsonException fault)
        {
            string problem = $"the value of {fault.Path} cannot be used";
            throw new BadInputException(problem, "see the recipe's documentation for its kind", file, null, fault);
        }
    }
}

using System.Reflection;
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
        return Parse(shipped ? Shipped(nameOrFile) : TextFile.ReadAllText(nameOrFile), settings, nameOrFile);
    }

    /// <summary>The recipe of a run folder.</summary>
    public static Recipe Read(RunFolder run) => Parse(TextFile.ReadAllText(run.Recipe), [], run.Recipe);

    /// <summary>A recipe from JSON text, with settings over it.</summary>
    public static Recipe Parse(string json, IEnumerable<string> settings, string file) =>
        SettingsReader.Read(new Recipe(), json, settings, file, RecipeCheck.Faults);

    /// <summary>The recipe as JSON text.</summary>
    public static string Text(Recipe recipe) => Json.Text(recipe) + "\n";

    private static string Shipped(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"recipes/{name}.json")!;
        return new StreamReader(stream).ReadToEnd();
    }
}

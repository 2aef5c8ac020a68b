using System.Text.Json;
using System.Text.Json.Serialization;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Training.Experiments;

/// <summary>
/// Reads an experiment from a JSON file: <c>name</c>, <c>recipe</c>, <c>settings</c> for all, and <c>cells</c> of name and settings or a <c>grid</c>
/// of keys with lists of values, every combination of which is a cell.
/// </summary>
public static class ExperimentReader
{
    private const int Most = 1000;      // cells

    /// <summary>The experiment of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="recipe">A recipe in place of the file's; null: the file's.</param>
    /// <param name="settings">Settings over those of the file.</param>
    /// <exception cref="BadInputException">No such file, no JSON, unknown keys, no recipe, no cell or too many.</exception>
    public static Experiment Read(string path, string? recipe, IReadOnlyList<string> settings)
    {
        var file = Json.Read<ExperimentFile>(path, Strict);
        string name = recipe ?? file.Recipe ?? throw new BadInputException("names no recipe", "add \"recipe\": \"meld\", or give --recipe", path);
        IEnumerable<ExperimentCell> given = file.Cells.Select(cell => new ExperimentCell(cell.Name, cell.Settings) { Note = cell.Note });
        ExperimentCell[] cells = [.. given.Concat(Grid(file.Grid, path))];
        return new Experiment(file.Name ?? Path.GetFileNameWithoutExtension(path), name, [.. file.Settings, .. settings], cells);
    }

    private static JsonSerializerOptions Strict { get; } = new(Json.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static IEnumerable<ExperimentCell> Grid(IReadOnlyDictionary<string, JsonElement[]> grid, string path)
    {
        if (grid.Count == 0) return [];
        if (grid.FirstOrDefault(axis => axis.Value.Length == 0).Key is { } empty)
            throw new BadInputException($"the grid's '{empty}' has no value", "list values, such as [2, 4]", path);
        double count = grid.Values.Aggregate(1.0, (product, values) => product * values.Length);
        if (count > Most) throw new BadInputException($"the grid has {count:0} cells", $"make it at most {Most}", path);
        IEnumerable<IReadOnlyList<string>> rows = [[]];
        foreach (var (key, values) in grid)
            rows = [.. rows.SelectMany(row => values.Select(value => (IReadOnlyList<string>)[.. row, $"{key}={Text(value)}"]))];
        return rows.Select(row => new ExperimentCell(string.Join(", ", row), row));
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private sealed record ExperimentFile
    {
        public string? Name { get; init; }

        public string? Recipe { get; init; }

        public IReadOnlyList<string> Settings { get; init; } = [];

        public IReadOnlyList<CellEntry> Cells { get; init; } = [];

        public IReadOnlyDictionary<string, JsonElement[]> Grid { get; init; } = new Dictionary<string, JsonElement[]>();
    }

    private sealed record CellEntry(string Name)
    {
        public IReadOnlyList<string> Settings { get; init; } = [];

        public string? Note { get; init; }
    }
}

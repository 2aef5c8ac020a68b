using System.Text.Json;
using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Training;

/// <summary>Reads records of settings: JSON over the defaults, then <c>key=value</c> settings over both. All faults are told at once.</summary>
internal static class SettingsReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Settings from JSON text, with others over it.</summary>
    /// <param name="defaults">What is not said.</param>
    /// <param name="json">A JSON object.</param>
    /// <param name="settings">Settings such as <c>model.layers=2</c>.</param>
    /// <param name="file">Where the JSON comes from, for the error; null: from no file.</param>
    /// <param name="check">What is out of range, a clause each.</param>
    /// <exception cref="BadInputException">No JSON; or unknown keys and values out of range, all of them.</exception>
    public static T Read<T>(T defaults, string json, IEnumerable<string> settings, string? file, Func<T, IEnumerable<string>> check) where T : class
    {
        var faults = new List<string>();
        var merged = JsonSerializer.SerializeToNode(defaults, Json.Options)!.AsObject();
        var merge = new RecipeMerge(faults);
        merge.Merge(merged, Object(json, file));
        foreach (string setting in settings) merge.Set(merged, setting);
        var result = Converted(merged, file, faults, check);
        if (faults.Count > 0) throw new BadInputException(string.Join("; ", faults), "correct the recipe or the --set options", file);
        return result!;
    }

    private static JsonObject Object(string json, string? file)
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
    private static T? Converted<T>(JsonObject merged, string? file, List<string> faults, Func<T, IEnumerable<string>> check) where T : class
    {
        try
        {
            var result = Convert<T>(merged, file);
            faults.AddRange(check(result));
            return result;
        }
        catch (BadInputException) when (faults.Count > 0)
        {
            return null;
        }
    }

    private static T Convert<T>(JsonObject merged, string? file)
    {
        try
        {
            return merged.Deserialize<T>(Json.Options)!;
        }
        catch (JsonException fault)
        {
            string problem = $"the value of {fault.Path} cannot be used";
            throw new BadInputException(problem, "see the recipe's documentation for its kind", file, null, fault);
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Models.Losses;

namespace MultiEmo.Training;

/// <summary>Puts given values over those of a recipe; a value stays of the kind that it was.</summary>
/// <param name="faults">Takes what does not fit, a clause each.</param>
internal sealed class RecipeMerge(List<string> faults)
{
    /// <summary>Puts the values of a file over a recipe's.</summary>
    public void Merge(JsonObject known, JsonObject given, string path = "")
    {
        foreach (var (key, value) in given)
        {
            if (!known.TryGetPropertyValue(key, out var old)) faults.Add(Unknown(known, path + key, key));
            else if (old is JsonObject inner && value is JsonObject part) Merge(inner, part, $"{path}{key}.");
            else Replace(known, key, value?.DeepClone(), path + key);
        }
    }

    /// <summary>Puts the value of <c>key=value</c> over a recipe's.</summary>
    public void Set(JsonObject recipe, string setting)
    {
        string[] sides = setting.Split('=', 2, StringSplitOptions.TrimEntries);
        string[] path = sides[0].Split('.');
        if (sides.Length < 2) { faults.Add($"'{setting}' is no setting: write key=value"); return; }
        var at = recipe;
        foreach (string part in path[..^1])
        {
            if (at[part] is not JsonObject next) { faults.Add(Unknown(at, sides[0], part)); return; }
            at = next;
        }
        if (!at.TryGetPropertyValue(path[^1], out var old)) faults.Add(Unknown(at, sides[0], path[^1]));
        else Replace(at, path[^1], Value(sides[1], old), sides[0]);
    }

    private static JsonNode? Value(string text, JsonNode? old) => old?.GetValueKind() switch
    {
        JsonValueKind.String => text.Trim('"'),
        JsonValueKind.Array => Items(text),
        null => text is "null" ? null : text.Trim('"'),
        _ => text is "true" or "false" ? text == "true" : Number(text) ?? text,
    };

    private static JsonNode Items(string text)
    {
        var items = text.TrimStart('[').TrimEnd(']').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new JsonArray([.. items.Select(item => (JsonNode)item.Trim('"'))]);
    }

    private static JsonNode? Number(string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number)) return null;
        return number == Math.Floor(number) && Math.Abs(number) < 1e15 ? (long)number : number;
    }

    private void Replace(JsonObject parent, string key, JsonNode? value, string path)
    {
        var old = parent[key];
        if (!Fits(old, value)) faults.Add($"{path} is {value?.ToJsonString() ?? "null"}, which is not of the kind of {old!.ToJsonString()}");
        else if (Choices(path) is { } choices && !choices.Contains(value!.ToString(), StringComparer.OrdinalIgnoreCase))
            faults.Add($"{path} is '{value}' ({Spelling.Suggest(value.ToString(), choices)})");
        else parent[key] = value;
    }

    private static bool Fits(JsonNode? old, JsonNode? value) => old?.GetValueKind() switch
    {
        null => value is null || value.GetValueKind() is JsonValueKind.String,
        JsonValueKind.True or JsonValueKind.False => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        JsonValueKind.Array => value is JsonArray items && items.All(item => item?.GetValueKind() is JsonValueKind.String),
        var kind => value?.GetValueKind() == kind,
    };

    private static string[]? Choices(string path) => path switch
    {
        "protocol" => [nameof(Protocol.Validation).ToLowerInvariant(), nameof(Protocol.Released).ToLowerInvariant()],
        "loss.form" => [nameof(LossForm.Released).ToLowerInvariant(), nameof(LossForm.Paper).ToLowerInvariant()],
        "context.speakers" => [.. Enum.GetNames<SpeakerNames>().Select(name => name.ToLowerInvariant())],
        _ => null,
    };

    private static string Unknown(JsonObject known, string path, string key) =>
        $"unknown key '{path}' ({Spelling.Suggest(key, known.Select(pair => pair.Key))})";
}

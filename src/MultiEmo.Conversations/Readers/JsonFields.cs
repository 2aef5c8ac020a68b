using System.Text.Json;

namespace MultiEmo.Conversations.Readers;

/// <summary>The fields of a JSON object on one line of a file; null and blank text count as absent.</summary>
internal sealed class JsonFields
{
    private readonly JsonElement root;
    private readonly string path;
    private readonly long line;

    public JsonFields(JsonElement root, string path, long line)
    {
        (this.root, this.path, this.line) = (root, path, line);
        if (root.ValueKind != JsonValueKind.Object) throw Fault("the line is no JSON object", "begin it with { and end it with }");
        if (root.TryGetProperty("turns", out _))
            throw Fault("the line is a whole conversation of a prepared corpus", "give the folder of the prepared corpus instead");
    }

    public BadInputException Fault(string problem, string remedy) => new(problem, remedy, path, line);

    public BadInputException Missing(string name)
    {
        string? near = Spelling.Nearest(name, root.EnumerateObject().Select(property => property.Name));
        return Fault($"the turn has no '{name}'", near is null ? $"add \"{name}\"" : $"did you mean \"{near}\" by it? Rename it");
    }

    public string? Text(string name)
    {
        if (Value(name) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String) throw Fault($"'{name}' is no text", "put it in quotes");
        return name != "text" && string.IsNullOrWhiteSpace(value.GetString()) ? null : value.GetString()!.Trim();
    }

    public string? TextOrNumber(string name) => Value(name) is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : Text(name);

    public int? Integer(string name)
    {
        if (Value(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0) return number;
        throw Fault($"'{name}' is no whole number", "number from 0 upwards, without quotes");
    }

    public double? Seconds(string name)
    {
        if (Value(name) is not { } value) return null;
        string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return Clock.Seconds(text) ?? throw Fault($"'{name}' is no time", "write seconds (12.5) or h:m:s (\"0:00:12.5\")");
    }

    private JsonElement? Value(string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}

using System.Text.Json;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>The fields of a JSON object; each wrong kind is an error that names the field.</summary>
/// <param name="Element">The object.</param>
/// <param name="What">What it is, such as "turn 3".</param>
/// <param name="File">Where it is from.</param>
/// <param name="Line">Its line; null when unknown.</param>
internal readonly record struct JsonFields(JsonElement Element, string What, string File, long? Line)
{
    public static JsonFields Of(JsonElement element, string what, string file, long? line)
    {
        if (element.ValueKind == JsonValueKind.Object) return new JsonFields(element, what, file, line);
        throw new BadInputException($"{what} is {Kind(element)}", "write an object: { … }", file, line);
    }

    public IEnumerable<string> Names => Element.EnumerateObject().Select(property => property.Name);

    public BadInputException Fault(string problem, string remedy) => new($"{What}: {problem}", remedy, File, Line);

    public string Text(string name) => OptionalText(name) ?? throw Fault($"'{name}' is missing", $"add \"{name}\", a string");

    public string? OptionalText(string name)
    {
        if (Find(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, value, "a string");
    }

    public int Whole(string name) => OptionalWhole(name) ?? throw Fault($"'{name}' is missing", $"add \"{name}\", a whole number");

    public int? OptionalWhole(string name)
    {
        if (Find(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : throw Wrong(name, value, "a whole number");
    }

    public double? OptionalNumber(string name)
    {
        if (Find(name) is not { } value) return null;
        bool fits = value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number);
        return fits ? value.GetDouble() : throw Wrong(name, value, "a number");
    }

    public IEnumerable<JsonElement> Elements(string name)
    {
        if (Find(name) is not { } value) throw Fault($"'{name}' is missing", $"add \"{name}\", a list");
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Wrong(name, value, "a list");
    }

    public IReadOnlyList<string> Texts(string name)
    {
        var self = this;
        string One(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw self.Wrong(name, value, "strings");
        return [.. Elements(name).Select(One)];
    }

    /// <summary>The value of a field; null when it is missing or null.</summary>
    public JsonElement? Find(string name)
        => Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public BadInputException Wrong(string name, JsonElement value, string wanted) => Fault($"'{name}' is {Kind(value)}", $"write {wanted}");

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => $"the number {Short(value.GetRawText())}",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };

    private static string Short(string text) => text.Length <= 20 ? text : text[..20] + "…";
}

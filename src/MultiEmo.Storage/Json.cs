using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>The one way in which values become JSON on disk.</summary>
public static class Json
{
    /// <summary>
    /// snake_case keys, indented by two, readable UTF-8, numbers that read back as they were, no key twice, no key of a record missing.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Frozen(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    });

    /// <summary>Reads a file that holds one value.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options"><see cref="Options"/> unless given.</param>
    /// <exception cref="BadInputException">No such file, no JSON, or JSON of another kind; with the line.</exception>
    public static T Read<T>(string path, JsonSerializerOptions? options = null)
    {
        byte[] bytes = InputFile.ReadAll(path);
        try
        {
            return JsonSerializer.Deserialize<T>(JsonInput.WithoutMark(bytes), options ?? Options)
                ?? throw new BadInputException("holds null", "write the value, or remove the file", path);
        }
        catch (JsonException fault)
        {
            throw JsonInput.Explain(fault, path, null);
        }
    }

    /// <summary>Writes one value as a file, whole or not at all.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write<T>(string path, T value) => AtomicFile.WriteText(path, Text(value) + "\n");

    /// <summary>The text that <see cref="Write"/> would write, without the last line break.</summary>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);

    private static JsonSerializerOptions Frozen(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

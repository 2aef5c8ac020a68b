using System.Text.Json;
using System.Text.Unicode;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>JSON that somebody else may have written.</summary>
internal static class JsonInput
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Hands the object of these bytes to <paramref name="read"/>.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="file">The file it is from.</param>
    /// <param name="line">Its line where a line is a document, from 1; null where the file is.</param>
    /// <param name="what">What the object is, such as "a conversation".</param>
    /// <param name="read">What to make of it.</param>
    /// <exception cref="BadInputException">No JSON, no object, or text that is no Unicode.</exception>
    public static T Object<T>(ReadOnlyMemory<byte> utf8, string file, long? line, string what, Func<JsonFields, T> read)
    {
        if (!Utf8.IsValid(utf8.Span)) throw new BadInputException("is not UTF-8 text", "save it as UTF-8", file, line);
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            return read(JsonFields.Of(document.RootElement, what, file, line));
        }
        catch (JsonException fault)
        {
            throw Explain(fault, file, line);
        }
        catch (InvalidOperationException fault)
        {
            throw new BadInputException("half a surrogate pair stands in its text", "write whole characters", file, line, fault);
        }
    }

    /// <summary>The bytes without the mark that some editors put first.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    /// <summary>A fault of the parser in our words, with the line where it is known.</summary>
    public static BadInputException Explain(JsonException fault, string file, long? line)
    {
        string message = fault.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('.', ' ');
        string place = fault.Path is null or "$" ? "" : $" at {fault.Path}";
        bool notANumber = message.StartsWith("'N'", StringComparison.Ordinal) || message.StartsWith("'I'", StringComparison.Ordinal);
        string remedy = notANumber ? "write null for what is unknown: NaN and Infinity are no JSON" : "correct it there";
        return new BadInputException($"cannot be read as JSON{place}: {message}", remedy, file, line ?? fault.LineNumber + 1, fault);
    }
}

using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>
/// Reads and writes safetensors: 8 bytes with the length of the header, a JSON header that gives each tensor's type, shape and place, the values.
/// </summary>
public static class Safetensors
{
    internal const string MetadataKey = "__metadata__";
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="BadInputException">No such file, another format, truncated, or a header that contradicts itself.</exception>
    public static SafetensorsFile Read(string path)
    {
        using var stream = InputFile.Open(path);
        var header = SafetensorsHeaderReader.Read(stream, path);
        var tensors = new Dictionary<string, StoredTensor>(header.Tensors.Count);
        foreach (var (name, place) in header.Tensors) tensors.Add(name, Load(stream, place, name, path));
        return new SafetensorsFile(path, tensors, header.Metadata);
    }

    /// <summary>Reads what the file says it holds, no values.</summary>
    /// <exception cref="BadInputException">As <see cref="Read"/>.</exception>
    public static SafetensorsHeader ReadHeader(string path)
    {
        using var stream = InputFile.Open(path);
        return SafetensorsHeaderReader.Read(stream, path);
    }

    /// <summary>Reads one tensor.</summary>
    /// <exception cref="BadInputException">There is none of that name.</exception>
    public static StoredTensor ReadTensor(SafetensorsHeader header, string name)
    {
        using var stream = InputFile.Open(header.Path);
        return Load(stream, header.Place(name), name, header.Path);
    }

    /// <summary>Writes a file, whole or not at all; the same tensors in the same order give the same bytes.</summary>
    /// <param name="path">Where.</param>
    /// <param name="tensors">Names, each once, and tensors.</param>
    /// <param name="metadata">Texts to keep beside them, written in the order of their keys.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(
        string path, IEnumerable<KeyValuePair<string, StoredTensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        WriteStreamed(path, [.. tensors.Select(pair => Whole(pair.Key, pair.Value))], metadata);
    }

    /// <summary>Writes a file whose values need not be in memory, whole or not at all.</summary>
    /// <param name="path">Where.</param>
    /// <param name="tensors">The tensors; each must write as many bytes as its type and shape say.</param>
    /// <param name="metadata">Texts to keep beside them, written in the order of their keys.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void WriteStreamed(string path, IReadOnlyList<StreamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        byte[] header = Header(tensors, metadata ?? new Dictionary<string, string>());
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var tensor in tensors) tensor.Write(stream);
        });
    }

    private static StreamedTensor Whole(string name, StoredTensor tensor)
    {
        var whole = new StreamedTensor(name, tensor.Type, tensor.Shape, stream => stream.Write(tensor.Bytes));
        if (whole.Length == tensor.Bytes.Length) return whole;
        throw new ArgumentException($"tensor '{name}' is {tensor.Type} [{string.Join(", ", tensor.Shape)}] but has {tensor.Bytes.Length} bytes");
    }

    internal static BadInputException Missing(string name, IEnumerable<string> names, string path)
        => new($"holds no tensor '{name}'", Spelling.Suggest(name, names), path);

    private static StoredTensor Load(Stream stream, TensorPlace place, string name, string path)
    {
        if (place.Length > Array.MaxLength) throw new BadInputException($"tensor '{name}' is larger than 2 GiB", "store it in parts", path);
        var bytes = new byte[place.Length];
        stream.Position = place.Offset;
        InputFile.ReadExactly(stream, bytes, path);
        return new StoredTensor(place.Type, place.Shape, bytes);
    }

    // Spaces at the end make the values start at a multiple of 8, as the format's own writer does.
    private static byte[] Header(IReadOnlyList<StreamedTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            if (metadata.Count > 0) WriteMetadata(writer, metadata);
            WritePlaces(writer, tensors);
            writer.WriteEndObject();
        }
        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> metadata)
    {
        writer.WriteStartObject(MetadataKey);
        foreach (var (key, text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) writer.WriteString(key, text);
        writer.WriteEndObject();
    }

    private static void WritePlaces(Utf8JsonWriter writer, IReadOnlyList<StreamedTensor> tensors)
    {
        long offset = 0;
        var names = new HashSet<string> { MetadataKey };
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"two tensors are called '{tensor.Name}', or it is the name kept for metadata", nameof(tensors));
            WritePlace(writer, tensor, offset);
            offset += tensor.Length;
        }
    }

    private static void WritePlace(Utf8JsonWriter writer, StreamedTensor tensor, long offset)
    {
        writer.WriteStartObject(tensor.Name);
        writer.WriteString("dtype", tensor.Type);
        WriteNumbers(writer, "shape", tensor.Shape);
        WriteNumbers(writer, "data_offsets", [offset, offset + tensor.Length]);
        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<long> numbers)
    {
        writer.WriteStartArray(name);
        foreach (long number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}

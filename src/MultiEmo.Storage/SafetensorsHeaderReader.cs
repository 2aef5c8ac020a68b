using System.Buffers.Binary;
using System.Text.Json;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>Reads the header of a safetensors file and believes nothing in it that the file's size does not bear out.</summary>
internal static class SafetensorsHeaderReader
{
    private const int LengthBytes = 8;
    private const long LongestHeader = 100_000_000;
    private const string Remedy = "it is truncated or no safetensors file: fetch or write it again";

    /// <summary>Reads from the start of a stream whose length is known.</summary>
    /// <exception cref="BadInputException">Anything that the format does not allow.</exception>
    public static SafetensorsHeader Read(Stream stream, string path)
    {
        byte[] json = ReadJson(stream, path);
        long start = LengthBytes + json.Length;
        return JsonInput.Object(json, path, null, "the header", fields =>
        {
            var tensors = new Dictionary<string, TensorPlace>();
            foreach (string name in fields.Names.Where(name => name != Safetensors.MetadataKey))
                tensors.Add(name, Place(fields, name, start, stream.Length));
            CheckNoGaps(tensors, start, stream.Length, path);
            return new SafetensorsHeader(path, tensors, Metadata(fields));
        });
    }

    private static byte[] ReadJson(Stream stream, string path)
    {
        if (stream.Length < LengthBytes) throw new BadInputException($"has {stream.Length} bytes, too few for a safetensors file", Remedy, path);
        Span<byte> prefix = stackalloc byte[LengthBytes];
        InputFile.ReadExactly(stream, prefix, path);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LongestHeader || length > (ulong)(stream.Length - LengthBytes))
            throw new BadInputException($"announces a header of {length} bytes in a file of {stream.Length}", Remedy, path);
        var json = new byte[length];
        InputFile.ReadExactly(stream, json, path);
        if (json.Length == 0 || json[0] != '{') throw new BadInputException("has no header that begins with '{'", Remedy, path);
        return json;
    }

    private static TensorPlace Place(JsonFields header, string name, long start, long end)
    {
        var fields = JsonFields.Of(header.Element.GetProperty(name), $"tensor '{name}'", header.File, null);
        string type = fields.Text("dtype");
        if (TensorTypes.Size(type) == 0) throw fields.Fault($"type '{type}' is not read", Spelling.Suggest(type, TensorTypes.Names));
        long[] shape = [.. Sizes(fields, "shape")];
        long[] offsets = [.. Sizes(fields, "data_offsets")];
        if (offsets.Length != 2 || offsets[1] < offsets[0]) throw fields.Fault("'data_offsets' is no pair that rises", Remedy);
        if (offsets[1] > end - start) throw fields.Fault($"its values end at byte {offsets[1]} of {end - start}", Remedy);
        long length = offsets[1] - offsets[0];
        if (Product(shape, TensorTypes.Size(type)) != length)
            throw fields.Fault($"shape [{string.Join(", ", shape)}] of {type} does not fill its {length} bytes", Remedy);
        return new TensorPlace(type, shape, start + offsets[0], length);
    }

    private static IEnumerable<long> Sizes(JsonFields fields, string name)
    {
        foreach (var value in fields.Elements(name))
        {
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out long size) || size < 0)
                throw fields.Wrong(name, value, "sizes of 0 or more");
            yield return size;
        }
    }

    // -1 when the product does not fit in 64 bits, which no file fills.
    private static long Product(long[] shape, long size)
    {
        foreach (long factor in shape)
        {
            if (factor != 0 && size > long.MaxValue / factor) return -1;
            size *= factor;
        }
        return size;
    }

    // The format wants the values one after the other: no overlap, no hole, nothing behind the last.
    private static void CheckNoGaps(Dictionary<string, TensorPlace> tensors, long start, long end, string path)
    {
        long position = start;
        foreach (var (name, place) in tensors.OrderBy(pair => pair.Value.Offset).ThenBy(pair => pair.Value.Length))
        {
            if (place.Offset != position)
                throw new BadInputException($"tensor '{name}' {(place.Offset < position ? "overlaps the one before" : "leaves a hole before it")}",
                    Remedy, path);
            position += place.Length;
        }
        if (position != end) throw new BadInputException($"has {end - position} bytes behind its last tensor", Remedy, path);
    }

    private static Dictionary<string, string> Metadata(JsonFields header)
    {
        if (header.Find(Safetensors.MetadataKey) is not { } element) return [];
        var fields = JsonFields.Of(element, Safetensors.MetadataKey, header.File, null);
        return fields.Names.ToDictionary(name => name, name => fields.OptionalText(name) ?? "");
    }
}

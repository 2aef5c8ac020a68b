using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MultiEmo.Tests.Storage.PyTorch;

/// <summary>A tensor to be written as PyTorch does: a view of a storage.</summary>
/// <param name="Storage">The storage's class: FloatStorage, LongStorage …</param>
/// <param name="Key">The storage's key.</param>
/// <param name="Values">The bytes of the whole storage.</param>
/// <param name="Size">Bytes of an element.</param>
/// <param name="Shape">Sizes.</param>
/// <param name="Strides">Strides in elements; null: row-major.</param>
/// <param name="Offset">The first element.</param>
/// <param name="Type">The element type where the storage has none, such as uint16.</param>
public sealed record TorchTensor(
    string Storage, string Key, byte[] Values, int Size, long[] Shape, long[]? Strides = null, long Offset = 0, string? Type = null)
{
    public long[] Steps => Strides ?? [.. Shape.Select((_, axis) => Shape[(axis + 1)..].Aggregate(1L, (product, size) => product * size))];
}

/// <summary>A pickled name, written as itself.</summary>
public sealed record TorchName(string Module, string Name);

/// <summary>Writes what <c>torch.save</c> writes, in both of its formats.</summary>
/// <param name="old">The format before PyTorch 1.6.</param>
public sealed class TorchWriter(bool old)
{
    private static readonly byte[] Magic = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];
    private readonly MemoryStream pickle = new();
    private readonly Dictionary<string, TorchTensor> storages = [];

    /// <summary>A file that holds a value: tensors, dictionaries, lists, tuples, texts, numbers.</summary>
    public static byte[] Save(object? value, bool old, string? byteOrder = null)
    {
        var writer = new TorchWriter(old);
        byte[] pickle = writer.Pickled(value);
        return old ? writer.Stream(pickle) : writer.Zip(pickle, byteOrder);
    }

    private byte[] Pickled(object? value)
    {
        pickle.SetLength(0);
        Raw(0x80, 2);
        Write(value);
        Text(".");
        return pickle.ToArray();
    }

    private byte[] Stream(byte[] value)
    {
        using var file = new MemoryStream();
        file.Write(Magic);
        file.Write(Pickled(1001));
        var machine = new Dictionary<object, object?> { ["protocol_version"] = 1001, ["little_endian"] = true };
        file.Write(Pickled(machine));
        file.Write(value);
        file.Write(Pickled(storages.Keys.ToList<object?>()));
        foreach (var tensor in storages.Values)
        {
            file.Write(BitConverter.GetBytes((long)tensor.Values.Length / tensor.Size));
            file.Write(tensor.Values);
        }
        return file.ToArray();
    }

    private byte[] Zip(byte[] value, string? byteOrder)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Entry(zip, "archive/data.pkl", value);
            if (byteOrder is not null) Entry(zip, "archive/byteorder", Encoding.ASCII.GetBytes(byteOrder));
            foreach (var tensor in storages.Values) Entry(zip, $"archive/data/{tensor.Key}", tensor.Values);
            Entry(zip, "archive/version", "3\n"u8.ToArray());
        }
        return file.ToArray();
    }

    private static void Entry(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(content);
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null: Text("N"); break;
            case bool flag: Raw(flag ? (byte)0x88 : (byte)0x89); break;
            case int number: Number(number); break;
            case long number: Number(number); break;
            case double number: Raw([(byte)'G', .. Big(number)]); break;
            case string text: Raw([(byte)'X', .. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)]); break;
            case TorchName name: Text($"c{name.Module}\n{name.Name}\n"); break;
            case TorchTensor tensor: Tensor(tensor); break;
            case object?[] tuple: Text("("); All(tuple); Text("t"); break;
            case List<object?> list: Text("]("); All(list); Text("e"); break;
            case Dictionary<object, object?> table: Table(table); break;
            default: throw new ArgumentException(value.GetType().Name);
        }
    }

    private void Number(long number)
    {
        if (number is >= 0 and < 256) Raw((byte)'K', (byte)number);
        else Raw([0x8a, 8, .. BitConverter.GetBytes(number)]);
    }

    // An OrderedDict with an attribute of its own, as state dicts have.
    private void Table(Dictionary<object, object?> table)
    {
        Text("ccollections\nOrderedDict\n)R(");
        foreach (var (key, value) in table) All([key, value]);
        Text("u}(");
        All(["_metadata"]);
        Text("ccollections\nOrderedDict\n)Rub");
    }

    private void Tensor(TorchTensor tensor)
    {
        storages.TryAdd(tensor.Key, tensor);
        Text($"ctorch._utils\n_rebuild_tensor_v{(tensor.Type is null ? 2 : 3)}\n((");
        All(["storage", new TorchName(tensor.Type is null ? "torch" : "torch.storage", tensor.Storage), tensor.Key, "cpu",
            (long)tensor.Values.Length / tensor.Size]);
        if (old) Text("N");
        Text("tQ");
        All([tensor.Offset, Tuple(tensor.Shape), Tuple(tensor.Steps), false]);
        Text("ccollections\nOrderedDict\n)R");
        if (tensor.Type is { } type) Write(new TorchName("torch", type));
        Text("tR");
    }

    private static object?[] Tuple(long[] sizes) => [.. sizes.Select(size => (object?)size)];

    private static byte[] Big(double number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, number);
        return bytes;
    }

    private void All(IEnumerable<object?> values)
    {
        foreach (object? value in values) Write(value);
    }

    private void Text(string text) => Raw(Encoding.Latin1.GetBytes(text));

    private void Raw(params byte[] more) => pickle.Write(more);
}

using MultiEmo.Storage.Pickles;

namespace MultiEmo.Storage.PyTorch;

/// <summary>What PyTorch calls the element types of <see cref="StoredTensor"/>.</summary>
internal static class PyTorchTypes
{
    private static readonly Dictionary<string, string> Storages = new()
    {
        ["torch.DoubleStorage"] = "F64",
        ["torch.FloatStorage"] = "F32",
        ["torch.HalfStorage"] = "F16",
        ["torch.BFloat16Storage"] = "BF16",
        ["torch.LongStorage"] = "I64",
        ["torch.IntStorage"] = "I32",
        ["torch.ShortStorage"] = "I16",
        ["torch.CharStorage"] = "I8",
        ["torch.ByteStorage"] = "U8",
        ["torch.BoolStorage"] = "BOOL",
        ["torch.UntypedStorage"] = "U8",
        ["torch.storage.UntypedStorage"] = "U8",
    };

    private static readonly Dictionary<string, string> Types = new()
    {
        ["torch.float64"] = "F64",
        ["torch.float32"] = "F32",
        ["torch.float16"] = "F16",
        ["torch.bfloat16"] = "BF16",
        ["torch.int64"] = "I64",
        ["torch.int32"] = "I32",
        ["torch.int16"] = "I16",
        ["torch.int8"] = "I8",
        ["torch.uint64"] = "U64",
        ["torch.uint32"] = "U32",
        ["torch.uint16"] = "U16",
        ["torch.uint8"] = "U8",
        ["torch.bool"] = "BOOL",
    };

    /// <summary>The names of storages and of element types, which a file mentions and never calls.</summary>
    public static IEnumerable<PickleGlobal> Globals => Storages.Keys.Concat(Types.Keys)
        .Select(name => new PickleGlobal(name, _ => throw new InvalidDataException($"{name} is called")));

    /// <summary>The type of a storage's elements; bytes where it has no type.</summary>
    public static string OfStorage(PickleGlobal storage)
        => Storages.GetValueOrDefault(storage.Name) ?? throw new InvalidDataException($"{storage.Name} is no storage");

    /// <summary>The type that a name such as <c>torch.float32</c> stands for.</summary>
    public static string Of(PickleGlobal type)
        => Types.GetValueOrDefault(type.Name) ?? throw new InvalidDataException($"{type.Name} is no element type");
}

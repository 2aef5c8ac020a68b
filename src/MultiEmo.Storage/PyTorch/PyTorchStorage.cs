using MultiEmo.Storage.Pickles;

namespace MultiEmo.Storage.PyTorch;

/// <summary>A run of values in the file that tensors look at; several tensors may share it.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Count">How many it has.</param>
/// <param name="First">The element at which the tensors' own count begins; not 0 only in files older than 2018.</param>
internal sealed record PyTorchStorage(string Key, string Type, long Count, long First)
{
    /// <summary>Its size in bytes.</summary>
    /// <exception cref="InvalidDataException">No file is that large.</exception>
    public long Bytes => Count <= long.MaxValue / TensorTypes.Size(Type)
        ? Count * TensorTypes.Size(Type)
        : throw new InvalidDataException($"storage '{Key}' has {Count} elements");

    /// <summary>Reads (storage, type, key, place, count) or (…, (key of the view, offset, size)).</summary>
    /// <exception cref="InvalidDataException">It is another kind of id.</exception>
    public static PyTorchStorage Of(object? id)
    {
        if (id is object?[] and ["storage", PickleGlobal type, string key, _, long and >= 0, ..] parts)
            return new PyTorchStorage(key, PyTorchTypes.OfStorage(type), (long)parts[4]!, First: Offset(parts));
        throw new InvalidDataException("the reader refuses data outside of the file that is no storage of a tensor");
    }

    private static long Offset(object?[] parts)
    {
        if (parts.Length < 6 || parts[5] is null) return 0;
        if (parts[5] is object?[] and [_, long and >= 0, _] view) return (long)view[1]!;
        throw new InvalidDataException("a view of a storage is not (key, offset, size)");
    }
}

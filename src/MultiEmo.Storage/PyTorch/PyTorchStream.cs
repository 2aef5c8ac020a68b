using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using MultiEmo.Storage.Pickles;

namespace MultiEmo.Storage.PyTorch;

/// <summary>
/// The format before PyTorch 1.6: pickles of a magic number, the protocol, the writer's machine, the object and the keys of its storages,
/// then for each key the count of its elements in 8 bytes and their values, little-endian on every machine.
/// </summary>
internal static class PyTorchStream
{
    private const long Protocol = 1001;
    private const int CountBytes = 8;
    private static readonly BigInteger Magic = BigInteger.Parse("119547037146038801333356", CultureInfo.InvariantCulture);

    /// <summary>Reads the tensors.</summary>
    /// <exception cref="InvalidDataException">Another pickle, a damaged file, or one that holds more than tensors.</exception>
    public static IReadOnlyDictionary<string, StoredTensor> Read(Stream stream, string path, AllocationBudget budget)
    {
        if (PyTorchPickle.Read(stream, path, budget) is not BigInteger magic || magic != Magic)
            throw new InvalidDataException("it is a pickle, but not of PyTorch: its magic number is another");
        if (PyTorchPickle.Read(stream, path, budget) is not Protocol) throw new InvalidDataException($"its protocol is not {Protocol}");
        PyTorchPickle.Read(stream, path, budget);
        var storages = new Dictionary<string, PyTorchStorage>();
        object? value = PyTorchPickle.Read(stream, path, budget, id => Known(PyTorchStorage.Of(id), storages, budget));
        object? keys = PyTorchPickle.Read(stream, path, budget);
        var places = new Dictionary<string, long>();
        budget.Grow(places, storages.Count);
        Place(stream, keys, storages, places);
        return new PyTorchValues(budget, storage => Values(stream, storage, places)).Read(value);
    }

    private static PyTorchStorage Known(PyTorchStorage storage, Dictionary<string, PyTorchStorage> storages, AllocationBudget budget)
    {
        budget.Grow(storages, 1);
        if (storages.TryAdd(storage.Key, storage) || storages[storage.Key].Bytes == storage.Bytes) return storage;
        throw new InvalidDataException($"storage '{storage.Key}' has two sizes");
    }

    // Where the values of each storage begin.
    private static void Place(
        Stream stream, object? keys, Dictionary<string, PyTorchStorage> storages, Dictionary<string, long> places)
    {
        Span<byte> count = stackalloc byte[CountBytes];
        foreach (object? key in keys as List<object?> ?? throw new InvalidDataException("it has no list of storages"))
        {
            var storage = key is string name ? storages.GetValueOrDefault(name) : null;
            if (storage is null || !places.TryAdd(storage.Key, stream.Position + CountBytes))
                throw new InvalidDataException("it lists a storage that no tensor uses, or one twice");
            stream.ReadExactly(count);
            Skip(stream, storage, BinaryPrimitives.ReadInt64LittleEndian(count));
        }
    }

    private static void Skip(Stream stream, PyTorchStorage storage, long count)
    {
        if (count != storage.Count) throw new InvalidDataException($"storage '{storage.Key}' has {count} elements, not {storage.Count}");
        if (storage.Bytes > stream.Length - stream.Position) throw new InvalidDataException($"storage '{storage.Key}' ends beyond the file");
        stream.Position += storage.Bytes;
    }

    private static byte[] Values(Stream stream, PyTorchStorage storage, Dictionary<string, long> places)
    {
        if (!places.TryGetValue(storage.Key, out long place)) throw new InvalidDataException($"storage '{storage.Key}' is missing");
        var values = new byte[storage.Bytes];
        stream.Position = place;
        stream.ReadExactly(values);
        return values;
    }
}

using MultiEmo.Storage.Pickles;

namespace MultiEmo.Storage.PyTorch;

/// <summary>Makes tensors of their descriptions; each storage is read once, and no file makes more bytes than a few times its own.</summary>
/// <param name="budget">The memory that reading the file may take.</param>
/// <param name="load">Reads the values of a storage.</param>
/// <param name="bigEndian">Whether the highest byte of a number comes first.</param>
internal sealed class PyTorchValues(AllocationBudget budget, Func<PyTorchStorage, byte[]> load, bool bigEndian = false)
{
    private readonly Dictionary<string, byte[]> storages = [];

    /// <summary>The tensors of a file by name.</summary>
    /// <exception cref="InvalidDataException">A storage is missing or the tensors are far larger than the file.</exception>
    public IReadOnlyDictionary<string, StoredTensor> Read(object? root)
    {
        var tensors = new Dictionary<string, StoredTensor>();
        foreach (var (name, tensor) in StateDict.Tensors(root))
        {
            if (tensor.Bytes > Array.MaxLength) throw new InvalidDataException($"tensor '{name}' is larger than 2 GiB");
            budget.Grow(tensors, 1);
            tensors.Add(name, new StoredTensor(tensor.Type, tensor.Shape, Contiguous(tensor)));
        }
        return tensors;
    }

    private byte[] Contiguous(PyTorchTensor tensor)
    {
        byte[] storage = Storage(tensor.Storage);
        int size = TensorTypes.Size(tensor.Type);
        bool reverse = bigEndian && size > 1;
        if (tensor.IsStorage && !reverse) return storage;
        budget.Take(tensor.Bytes);
        byte[] values = tensor.Contiguous(storage);
        if (reverse) for (int place = 0; place < values.Length; place += size) Array.Reverse(values, place, size);
        return values;
    }

    private byte[] Storage(PyTorchStorage storage)
    {
        if (storages.TryGetValue(storage.Key, out byte[]? known))
            return known.Length == storage.Bytes ? known : throw new InvalidDataException($"storage '{storage.Key}' has two sizes");
        if (storage.Bytes > Array.MaxLength) throw new InvalidDataException($"storage '{storage.Key}' is larger than 2 GiB");
        budget.Take(storage.Bytes);
        budget.Grow(storages, 1);
        return storages[storage.Key] = load(storage);
    }
}

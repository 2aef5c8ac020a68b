namespace MultiEmo.Storage.PyTorch;

/// <summary>Makes tensors of their descriptions; each storage is read once, and no file makes more bytes than a few times its own.</summary>
/// <param name="fileLength">The size of the file in bytes.</param>
/// <param name="load">Reads the values of a storage.</param>
/// <param name="bigEndian">Whether the highest byte of a number comes first.</param>
internal sealed class PyTorchValues(long fileLength, Func<PyTorchStorage, byte[]> load, bool bigEndian = false)
{
    private const int Times = 4;
    private readonly Dictionary<string, byte[]> storages = [];
    private long left = Times * fileLength;

    /// <summary>The tensors of a file by name.</summary>
    /// <exception cref="InvalidDataException">A storage is missing or the tensors are far larger than the file.</exception>
    public IReadOnlyDictionary<string, StoredTensor> Read(object? root)
    {
        var tensors = new Dictionary<string, StoredTensor>();
        foreach (var (name, tensor) in StateDict.Tensors(root))
        {
            if (tensor.Bytes > Array.MaxLength) throw new InvalidDataException($"tensor '{name}' is larger than 2 GiB");
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
        Take(tensor.Bytes);
        byte[] values = tensor.Contiguous(storage);
        if (reverse) for (int place = 0; place < values.Length; place += size) Array.Reverse(values, place, size);
        return values;
    }

    private byte[] Storage(PyTorchStorage storage)
    {
        if (storages.TryGetValue(storage.Key, out byte[]? known))
            return known.Length == storage.Bytes ? known : throw new InvalidDataException($"storage '{storage.Key}' has two sizes");
        if (storage.Bytes > Array.MaxLength) throw new InvalidDataException($"storage '{storage.Key}' is larger than 2 GiB");
        Take(storage.Bytes);
        return storages[storage.Key] = load(storage);
    }

    private void Take(long bytes)
    {
        left -= bytes;
        if (left < 0) throw new InvalidDataException($"its tensors take more than {Times} times the {fileLength} bytes of the file");
    }
}

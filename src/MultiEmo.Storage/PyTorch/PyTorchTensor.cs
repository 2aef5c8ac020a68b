namespace MultiEmo.Storage.PyTorch;

/// <summary>A tensor as the file describes it: a view of a storage.</summary>
/// <param name="Storage">Where its values are.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Offset">The element of the storage that is its first.</param>
/// <param name="Shape">Sizes.</param>
/// <param name="Strides">For each dimension, how many elements of the storage lie between neighbours.</param>
internal sealed record PyTorchTensor(PyTorchStorage Storage, string Type, long Offset, long[] Shape, long[] Strides)
{
    private const int MostDimensions = 64;

    /// <summary>The view, checked as far as it can be without the values.</summary>
    /// <exception cref="InvalidDataException">The sizes are none, or the view leaves its storage.</exception>
    public static PyTorchTensor Of(PyTorchStorage storage, string type, object? offset, object?[] shape, object?[] strides)
    {
        if (offset is not (long and >= 0) || shape.Length != strides.Length || shape.Length > MostDimensions)
            throw new InvalidDataException("a tensor has other sizes than strides, or too many of them");
        long[] sizes = Array.ConvertAll(shape, Natural), steps = Array.ConvertAll(strides, Natural);
        long first = (long)offset, available = storage.Bytes / TensorTypes.Size(type);
        if (storage.First > available || first > available - storage.First) throw Outside(storage);
        var tensor = new PyTorchTensor(storage, type, storage.First + first, sizes, steps);
        if (tensor.Count > 0) tensor.CheckEnd(available);
        return tensor;
    }

    /// <summary>The number of elements.</summary>
    public long Count => Shape.Contains(0) ? 0 : Product(Shape);

    /// <summary>Bytes of its elements in a row.</summary>
    public long Bytes => Times(Count, TensorTypes.Size(Type));

    /// <summary>Whether its values are those of its storage, in the same order.</summary>
    public bool IsStorage => Offset == 0 && Bytes == Storage.Bytes && OuterDimensions == 0;

    /// <summary>A copy of the values in row-major order.</summary>
    /// <param name="storage">The values of the storage.</param>
    public byte[] Contiguous(byte[] storage)
    {
        var result = new byte[Bytes];
        if (result.Length == 0) return result;
        int outer = OuterDimensions;
        long run = Product(Shape.AsSpan(outer));
        Copy(storage, result, outer, (int)run * TensorTypes.Size(Type));
        return result;
    }

    // Walks the outer dimensions in the result's order, counting up the last first, and copies the inner ones at once.
    private void Copy(byte[] storage, byte[] result, int outer, int run)
    {
        var index = new long[outer];
        long from = Offset;
        int size = TensorTypes.Size(Type);
        for (int place = 0; place < result.Length; place += run)
        {
            storage.AsSpan((int)(from * size), run).CopyTo(result.AsSpan(place));
            for (int axis = outer - 1; axis >= 0; axis--)
            {
                from += Strides[axis];
                if (++index[axis] < Shape[axis]) break;
                from -= Strides[axis] * Shape[axis];
                index[axis] = 0;
            }
        }
    }

    // The dimensions before those whose elements lie side by side in the storage as in the tensor.
    private int OuterDimensions
    {
        get
        {
            int outer = Shape.Length;
            for (long run = 1; outer > 0 && (Shape[outer - 1] == 1 || Strides[outer - 1] == run); outer--) run *= Shape[outer - 1];
            return outer;
        }
    }

    private void CheckEnd(long available)
    {
        long last = Offset;
        for (int axis = 0; axis < Shape.Length; axis++)
        {
            if (Shape[axis] == 1 || Strides[axis] == 0) continue;
            if (Shape[axis] - 1 > (available - 1 - last) / Strides[axis]) throw Outside(Storage);
            last += (Shape[axis] - 1) * Strides[axis];
        }
        if (last >= available) throw Outside(Storage);
    }

    private static InvalidDataException Outside(PyTorchStorage storage)
        => new($"a tensor looks beyond the {storage.Count} elements of storage '{storage.Key}'");

    private static long Natural(object? size)
        => size is long and >= 0 ? (long)size : throw new InvalidDataException("a size or stride of a tensor is no number of 0 or more");

    private static long Product(ReadOnlySpan<long> sizes)
    {
        long product = 1;
        foreach (long size in sizes) product = Times(product, size);
        return product;
    }

    private static long Times(long product, long size)
        => product <= long.MaxValue / size ? product * size : throw new InvalidDataException("a tensor has more elements than can be counted");
}

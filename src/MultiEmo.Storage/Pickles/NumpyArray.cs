using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MultiEmo.Storage.Pickles;

/// <summary>A NumPy array of numbers.</summary>
public sealed class NumpyArray : PickledObject
{
    private const int MostDimensions = 32;
    private byte[] bytes = [];
    private char kind = 'f';
    private int size = 8;

    /// <summary>Sizes; empty for a single number.</summary>
    public IReadOnlyList<int> Shape { get; private set; } = [0];

    /// <summary>The number of elements.</summary>
    public int Count => bytes.Length / size;

    /// <summary>Takes (version, shape, type, whether in Fortran's order, bytes).</summary>
    /// <exception cref="InvalidDataException">Bytes and shape do not match.</exception>
    public override void SetState(object? state)
    {
        if (state is object?[] and [_, object?[] shape, NumpyType type, bool fortran, var data] && data is byte[] or string)
            Set(type, shape, data as byte[] ?? PickleGlobals.Bytes((string)data), fortran);
        else
            throw new InvalidDataException("the state of a NumPy array is not that of numbers");
    }

    /// <summary>The elements in row-major order, rounded to float32.</summary>
    public float[] ToSingles()
    {
        if (kind == 'f' && size == 4) return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
        if (kind == 'f' && size == 8) return Array.ConvertAll(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), value => (float)value);
        var values = new float[Count];
        for (int i = 0; i < values.Length; i++) values[i] = Convert.ToSingle(this[i], null);
        return values;
    }

    /// <summary>An element in row-major order, as long, ulong, double or bool.</summary>
    public object this[int index] => Element(bytes.AsSpan(index * size, size));

    internal void Set(NumpyType type, object?[] shape, byte[] raw, bool fortran)
    {
        int[] sizes = [.. shape.Select(Size)];
        if (sizes.Length > MostDimensions || !Fills(sizes, type.Size, raw.Length))
            throw new InvalidDataException($"an array of the shape ({string.Join(", ", sizes.Take(MostDimensions))}) has {raw.Length} bytes");
        (Shape, kind, size) = (sizes, type.Kind, type.Size);
        bytes = fortran && sizes.Length > 1 ? RowMajor(raw, sizes, size) : [.. raw];
        if (type.BigEndian) for (int i = 0; i < bytes.Length; i += size) Array.Reverse(bytes, i, size);
    }

    private static int Size(object? length)
        => length is long size and >= 0 and <= int.MaxValue ? (int)size : throw new InvalidDataException("the shape of an array is no list of sizes");

    private static bool Fills(int[] sizes, long size, long length)
    {
        if (sizes.Contains(0)) return length == 0;
        foreach (int factor in sizes)
        {
            if (size > length) return false;
            size *= factor;
        }
        return size == length;
    }

    // Walks the result in its own order, counting up the last index first.
    private static byte[] RowMajor(byte[] raw, int[] sizes, int size)
    {
        var result = new byte[raw.Length];
        var index = new int[sizes.Length];
        for (int place = 0; place < raw.Length; place += size)
        {
            long from = 0, stride = size;
            for (int axis = 0; axis < sizes.Length; stride *= sizes[axis++]) from += index[axis] * stride;
            raw.AsSpan((int)from, size).CopyTo(result.AsSpan(place));
            for (int axis = sizes.Length - 1; axis >= 0 && ++index[axis] == sizes[axis]; axis--) index[axis] = 0;
        }
        return result;
    }

    private object Element(ReadOnlySpan<byte> element) => (kind, size) switch
    {
        ('f', 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
        ('f', 4) => (double)BinaryPrimitives.ReadSingleLittleEndian(element),
        ('f', _) => BinaryPrimitives.ReadDoubleLittleEndian(element),
        ('b', _) => element[0] != 0,
        ('i', 1) => (long)(sbyte)element[0],
        ('i', 2) => (long)BinaryPrimitives.ReadInt16LittleEndian(element),
        ('i', 4) => (long)BinaryPrimitives.ReadInt32LittleEndian(element),
        ('i', _) => BinaryPrimitives.ReadInt64LittleEndian(element),
        ('u', 1) => (long)element[0],
        ('u', 2) => (long)BinaryPrimitives.ReadUInt16LittleEndian(element),
        ('u', 4) => (long)BinaryPrimitives.ReadUInt32LittleEndian(element),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(element),
    };
}

using System.Runtime.InteropServices;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>A tensor as it lies in a safetensors file: little-endian, row-major.</summary>
/// <param name="Type">The format's type name: F64, F32, I64, U8, BOOL …</param>
/// <param name="Shape">Sizes; empty for a scalar.</param>
/// <param name="Bytes">The raw values.</param>
public sealed record StoredTensor(string Type, IReadOnlyList<long> Shape, byte[] Bytes)
{
    /// <summary>The number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>A float32 tensor.</summary>
    public static StoredTensor Of(ReadOnlySpan<float> values, params long[] shape) => new("F32", shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A float16 tensor.</summary>
    public static StoredTensor Of(ReadOnlySpan<Half> values, params long[] shape) => new("F16", shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A float64 tensor.</summary>
    public static StoredTensor Of(ReadOnlySpan<double> values, params long[] shape) => new("F64", shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>An int64 tensor.</summary>
    public static StoredTensor Of(ReadOnlySpan<long> values, params long[] shape) => new("I64", shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A uint8 tensor.</summary>
    public static StoredTensor Of(ReadOnlySpan<byte> values, params long[] shape) => new("U8", shape, values.ToArray());

    /// <summary>The raw values seen as <typeparamref name="T"/>: float is F32, ushort U16 or BF16, byte U8 or BOOL, and so on.</summary>
    /// <exception cref="BadInputException">The tensor is of another type.</exception>
    public ReadOnlySpan<T> As<T>() where T : struct
    {
        if (TensorTypes.Fits<T>(Type)) return MemoryMarshal.Cast<byte, T>(Bytes);
        throw new BadInputException($"a tensor of type {Type} stands where {typeof(T).Name} is needed", "write it in that type");
    }
}

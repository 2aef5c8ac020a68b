namespace MultiEmo.Storage;

/// <summary>A tensor of a safetensors file whose values are written when their turn comes.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">The format's type name: F64, F32, I64, U8, BOOL …</param>
/// <param name="Shape">Sizes; empty for a scalar.</param>
/// <param name="Write">Writes the values, little-endian, row-major.</param>
public sealed record StreamedTensor(string Name, string Type, IReadOnlyList<long> Shape, Action<Stream> Write)
{
    /// <summary>Bytes of all values.</summary>
    public long Length => Shape.Aggregate((long)TensorTypes.Size(Type), (product, size) => product * size);
}

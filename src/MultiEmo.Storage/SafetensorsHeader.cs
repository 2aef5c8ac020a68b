using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>What a safetensors file says it holds, checked against its size; the values are still on disk.</summary>
/// <param name="Path">The file.</param>
/// <param name="Tensors">Name to place, in the order of the header.</param>
/// <param name="Metadata">The texts of <c>__metadata__</c>.</param>
public sealed record SafetensorsHeader(
    string Path, IReadOnlyDictionary<string, TensorPlace> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The place of the tensor of a name.</summary>
    /// <exception cref="BadInputException">There is none; the message suggests the nearest name.</exception>
    public TensorPlace Place(string name)
        => Tensors.TryGetValue(name, out var place) ? place : throw Safetensors.Missing(name, Tensors.Keys, Path);
}

/// <summary>Where a tensor lies in its file.</summary>
/// <param name="Type">The format's type name.</param>
/// <param name="Shape">Sizes; empty for a scalar.</param>
/// <param name="Offset">Bytes from the start of the file.</param>
/// <param name="Length">Bytes: the product of the shape times the size of an element.</param>
public sealed record TensorPlace(string Type, IReadOnlyList<long> Shape, long Offset, long Length);

using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>A safetensors file in memory.</summary>
/// <param name="Path">Where it was read.</param>
/// <param name="Tensors">Name to tensor, in the order of the header.</param>
/// <param name="Metadata">The texts of <c>__metadata__</c>.</param>
public sealed record SafetensorsFile(
    string Path, IReadOnlyDictionary<string, StoredTensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The tensor of a name.</summary>
    /// <exception cref="BadInputException">There is none; the message suggests the nearest name.</exception>
    public StoredTensor Require(string name)
        => Tensors.TryGetValue(name, out var tensor) ? tensor : throw Safetensors.Missing(name, Tensors.Keys, Path);
}

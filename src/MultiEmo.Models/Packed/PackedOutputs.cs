using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>What the model says of the packed turns, or the gradients of it.</summary>
/// <param name="fused">(N, D) of each modality.</param>
/// <param name="z">(N, D)</param>
/// <param name="logits">(N, C)</param>
internal sealed class PackedOutputs(IReadOnlyDictionary<Modality, Matrix> fused, Matrix z, Matrix logits)
{
    /// <summary>(N, D) of each modality.</summary>
    public IReadOnlyDictionary<Modality, Matrix> Fused => fused;

    /// <summary>(N, D)</summary>
    public Matrix Z => z;

    /// <summary>(N, C)</summary>
    public Matrix Logits => logits;
}

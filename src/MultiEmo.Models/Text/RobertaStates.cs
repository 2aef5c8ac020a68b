using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>What a RoBERTa says of a batch.</summary>
/// <param name="Hidden">The states after the last layers, (B, S, D) each, in the order of the layers; the embeddings are layer 0.</param>
public sealed record RobertaStates(IReadOnlyList<Tensor> Hidden)
{
    /// <summary>The states after the last layer: (B, S, D).</summary>
    public Tensor Last => Hidden[^1];
}

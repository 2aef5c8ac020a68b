using MultiEmo.Models.Packed;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>The fused features of one modality.</summary>
/// <param name="Features">(N, D), the output of the modality's MultiAttn stack.</param>
/// <param name="Present">(N) bool; null when no turn lacks the modality.</param>
public sealed record FusedModality(Tensor Features, Tensor? Present);

/// <summary>What the model says of the N real turns of a batch, conversation by conversation.</summary>
/// <param name="Text">f^t; null when the modality is left out.</param>
/// <param name="Audio">f^a; null when the modality is left out.</param>
/// <param name="Visual">f^v; null when the modality is left out.</param>
/// <param name="Fused">(N, D), z of eq. 14.</param>
/// <param name="Logits">(N, C), before the softmax of eq. 16.</param>
public sealed record Scores(FusedModality? Text, FusedModality? Audio, FusedModality? Visual, Tensor Fused, Tensor Logits)
{
    // Changed scores are no longer what lies in the one tensor.
    private Scores(Scores other) =>
        (Text, Audio, Visual, Fused, Logits) = (other.Text, other.Audio, other.Visual, other.Fused, other.Logits);

    /// <summary>The modalities of the model in the order text, audio, visual.</summary>
    public IReadOnlyList<FusedModality> Modalities => [.. new[] { Text, Audio, Visual }.OfType<FusedModality>()];

    /// <summary>The one tensor of which all others are parts, where there is one.</summary>
    internal PackedScores? Packed { get; init; }

    /// <summary>The scores of some turns only.</summary>
    /// <param name="index">(M) int64, rows to keep.</param>
    public Scores Select(Tensor index) => new(
        Select(Text, index), Select(Audio, index), Select(Visual, index), Fused.index_select(0, index), Logits.index_select(0, index));

    /// <summary>Hands all tensors to the dispose scope around the present one.</summary>
    public Scores MoveToOuterDisposeScope()
    {
        foreach (var modality in Modalities)
        {
            modality.Features.MoveToOuterDisposeScope();
            modality.Present?.MoveToOuterDisposeScope();
        }
        Fused.MoveToOuterDisposeScope();
        Logits.MoveToOuterDisposeScope();
        Packed?.All.MoveToOuterDisposeScope();
        return this;
    }

    private static FusedModality? Select(FusedModality? modality, Tensor index) =>
        modality is null ? null : new FusedModality(modality.Features.index_select(0, index), modality.Present?.index_select(0, index));
}

/// <summary>All scores in one tensor.</summary>
/// <param name="All">(N, all)</param>
/// <param name="Layout">Where they lie.</param>
internal sealed record PackedScores(Tensor All, PackedLayout Layout);

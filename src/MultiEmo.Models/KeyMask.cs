using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>Which turns of a partner modality attention may look at.</summary>
/// <param name="Hidden">(B, 1, 1, T) bool, true where a turn is hidden.</param>
/// <param name="HasKey">(B, 1, 1), 0 for a conversation with no turn left to look at; null when there is none such.</param>
public sealed record KeyMask(Tensor Hidden, Tensor? HasKey)
{
    /// <summary>The mask of a partner; null when nothing is hidden.</summary>
    /// <param name="batch">The batch, for its padding.</param>
    /// <param name="partner">The partner modality, for its gaps.</param>
    /// <param name="padding">Whether padded turns are hidden.</param>
    /// <param name="type">Type of the features.</param>
    public static KeyMask? Of(ConversationBatch batch, ModalityInput partner, bool padding, ScalarType type)
    {
        if (partner.Present is null && !padding) return null;
        var visible = padding ? batch.Mask : ones_like(batch.Mask);                                  // (B, T)
        if (partner.Present is not null) visible = visible.logical_and(partner.Present);             // (B, T)
        var hasKey = partner.Present is null ? null : visible.any(1).to(type).reshape(-1, 1, 1);     // (B, 1, 1)
        return new KeyMask(visible.logical_not().unsqueeze(1).unsqueeze(1), hasKey);
    }
}

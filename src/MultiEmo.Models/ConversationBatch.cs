using MultiEmo.Conversations;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>One modality of a batch.</summary>
/// <param name="Values">(B, T, D), zero where padded or absent.</param>
/// <param name="Present">(B, T) bool, true where padded; null when no turn lacks the modality.</param>
public sealed record ModalityInput(Tensor Values, Tensor? Present);

/// <summary>Conversations of one batch, padded to the longest.</summary>
/// <param name="Text">u^t; null when the modality is left out.</param>
/// <param name="Audio">u^a; null when the modality is left out.</param>
/// <param name="Visual">u^v; null when the modality is left out.</param>
/// <param name="Speakers">(B, T) int64, index of the party of each turn, below <paramref name="Parties"/>; 0 where padded.</param>
/// <param name="Mask">(B, T) bool, true on real turns.</param>
/// <param name="Turns">(N) int64, positions b T + t of the real turns.</param>
/// <param name="Labels">(N) int64, index of the emotion; -1 where a turn is not scored.</param>
/// <param name="Parties">P, the most speakers of a conversation.</param>
public sealed record ConversationBatch(
    ModalityInput? Text, ModalityInput? Audio, ModalityInput? Visual, Tensor Speakers, Tensor Mask, Tensor Turns, Tensor Labels, int Parties)
    : IDisposable
{
    /// <summary>One modality; null when it is left out.</summary>
    public ModalityInput? Of(Modality modality) => modality switch { Modality.Text => Text, Modality.Audio => Audio, _ => Visual };

    /// <summary>One modality that a model reads.</summary>
    /// <exception cref="BadInputException">It is left out.</exception>
    public ModalityInput Require(Modality modality) => Of(modality)
        ?? throw new BadInputException($"the model needs {modality.Name()} features", "extract them, or leave the modality out of the model");

    /// <summary>Frees the tensors of the batch.</summary>
    public void Dispose()
    {
        foreach (var modality in new[] { Text, Audio, Visual })
        {
            modality?.Values.Dispose();
            modality?.Present?.Dispose();
        }
        foreach (var tensor in new[] { Speakers, Mask, Turns, Labels }) tensor.Dispose();
    }

    /// <summary>The same batch on another device, in another floating type.</summary>
    public ConversationBatch To(torch.Device device, torch.ScalarType type) => new(
        To(Text, device, type), To(Audio, device, type), To(Visual, device, type),
        Speakers.to(device), Mask.to(device), Turns.to(device), Labels.to(device), Parties);

    /// <summary>The same batch with zeros in place of what is absent, as the reference program sees it.</summary>
    public ConversationBatch WithoutGaps()
    {
        static ModalityInput? Filled(ModalityInput? input) => input is null ? null : input with { Present = null };
        return this with { Text = Filled(Text), Audio = Filled(Audio), Visual = Filled(Visual) };
    }

    private static ModalityInput? To(ModalityInput? input, torch.Device device, torch.ScalarType type) =>
        input is null ? null : new ModalityInput(input.Values.to(type, device), input.Present?.to(device));
}

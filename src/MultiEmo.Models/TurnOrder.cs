using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>Who speaks when in a batch, as the recurrence reads it, forward or over the reversed turns of each conversation.</summary>
/// <param name="Speaker">T x (B, 1, D) int64, the speaker's index repeated over the width, for gather and scatter.</param>
/// <param name="Real">T x (B, 1) bool; null when no turn of the batch is padded.</param>
/// <param name="Reverse">(T, B, 1) int64, the position each turn has when its conversation is reversed; padded turns keep theirs.</param>
/// <param name="Mask">(T, B, 1) bool, true on real turns.</param>
/// <param name="Parties">P.</param>
public sealed record TurnOrder(Tensor[] Speaker, Tensor[]? Real, Tensor Reverse, Tensor Mask, int Parties)
{
    /// <summary>The order of a batch's turns as they were said.</summary>
    public static TurnOrder Of(ConversationBatch batch, int width)
    {
        var mask = batch.Mask.transpose(0, 1).contiguous();                                           // (T, B)
        var lengths = mask.sum(0, type: ScalarType.Int64);                                            // (B)
        long[] count = [.. Enumerable.Range(0, (int)mask.shape[0]).Select(t => (long)t)];
        var position = tensor(count, device: mask.device).unsqueeze(1);                               // (T, 1)
        var reverse = where(mask, lengths.sub(Scalars.Of(1)) - position, position).unsqueeze(-1);     // (T, B, 1)
        return Of(batch.Speakers.transpose(0, 1), mask, reverse, batch.Parties, width);
    }

    /// <summary>The same turns, each conversation's reversed.</summary>
    public TurnOrder Reversed()
    {
        int width = (int)Speaker[0].shape[^1];
        var speakers = stack(Speaker.Select(speaker => speaker.select(2, 0)).ToArray()).squeeze(-1);  // (T, B)
        return Of(speakers.gather(0, Reverse.squeeze(-1)), Mask.squeeze(-1), Reverse, Parties, width);
    }

    /// <summary>Reverses each conversation's turns; padded turns become zero.</summary>
    /// <param name="values">(T, B, D)</param>
    public Tensor Flip(Tensor values) => values.gather(0, Reverse.expand(values.shape)) * Mask.to(values.dtype);  // (T, B, D)

    private static TurnOrder Of(Tensor speakers, Tensor mask, Tensor reverse, int parties, int width)
    {
        var index = speakers.unsqueeze(-1).unsqueeze(-1).expand(-1, -1, 1, width);                    // (T, B, 1, D)
        bool padded = !mask.all().item<bool>();
        return new TurnOrder(index.unbind(0), padded ? mask.unsqueeze(-1).unbind(0) : null, reverse, mask.unsqueeze(-1), parties);
    }
}

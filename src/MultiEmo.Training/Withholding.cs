using MultiEmo.Models;
using static TorchSharp.torch;

namespace MultiEmo.Training;

/// <summary>Takes modalities away from whole conversations of a training batch, so that the model learns to do without them.</summary>
public static class Withholding
{
    /// <summary>A batch in which each modality of a conversation is absent with the given chance; one modality always stays.</summary>
    /// <param name="batch">The batch; tensors that are not changed are shared with the result.</param>
    /// <param name="rate">The chance.</param>
    /// <param name="chance">The source of chance.</param>
    public static ConversationBatch Apply(ConversationBatch batch, double rate, Random chance)
    {
        ModalityInput?[] inputs = [batch.Text, batch.Audio, batch.Visual];
        int[] there = [.. Enumerable.Range(0, 3).Where(i => inputs[i] is not null)];
        int conversations = (int)batch.Mask.shape[0];
        var keep = new bool[3][];
        foreach (int i in there) keep[i] = [.. Enumerable.Range(0, conversations).Select(_ => chance.NextDouble() >= rate)];
        for (int b = 0; b < conversations; b++)
            if (there.All(i => !keep[i][b])) keep[there[chance.Next(there.Length)]][b] = true;
        foreach (int i in there) inputs[i] = Keep(inputs[i]!, keep[i], batch);
        return batch with { Text = inputs[0], Audio = inputs[1], Visual = inputs[2] };
    }

    private static ModalityInput Keep(ModalityInput input, bool[] keep, ConversationBatch batch)
    {
        if (!keep.Contains(false)) return input;
        var kept = tensor(keep, [keep.Length, 1], device: batch.Mask.device);                            // (B, 1)
        var present = (input.Present ?? ones_like(batch.Mask)).logical_and(kept.logical_or(batch.Mask.logical_not()));   // (B, T)
        return new ModalityInput(input.Values * present.unsqueeze(-1), present);                         // (B, T, D)
    }
}

using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>Inputs of a text network, padded to the longest.</summary>
/// <param name="Ids">(B, S) int64, padding at the end.</param>
/// <param name="Mask">(B, S) bool, true where no padding is.</param>
public sealed record TokenBatch(Tensor Ids, Tensor Mask)
{
    /// <summary>Pads inputs to a batch.</summary>
    /// <param name="inputs">Ids of each input, at least one.</param>
    /// <param name="padding">The id of padding.</param>
    public static TokenBatch Of(IReadOnlyList<int[]> inputs, int padding)
    {
        int longest = inputs.Max(input => input.Length);
        var ids = new long[inputs.Count * longest];
        var mask = new bool[ids.Length];
        Array.Fill(ids, padding);
        foreach (var (row, input) in inputs.Index())
            for (int i = 0; i < input.Length; i++) (ids[row * longest + i], mask[row * longest + i]) = (input[i], true);
        long[] shape = [inputs.Count, longest];
        return new TokenBatch(tensor(ids, shape), tensor(mask, shape));
    }

    /// <summary>The batch on another device.</summary>
    public TokenBatch To(Device device) => new(Ids.to(device), Mask.to(device));
}

using MultiEmo.Conversations;

namespace MultiEmo.Models;

/// <summary>How one turn divides its attention over its conversation: a row of softmax(Q K^T / sqrt(d_k)), eq. 2, in one step of MultiAttn.</summary>
/// <param name="Query">The modality that asks.</param>
/// <param name="Partner">The modality that is asked.</param>
/// <param name="Layer">j of F^(j), from 1.</param>
/// <param name="Heads">
/// (H, T), a row per head: each sums to 1, with 0 for turns that lack the partner. All are 0 where no turn has it: that attention adds nothing.
/// </param>
public sealed record AttentionWeights(Modality Query, Modality Partner, int Layer, IReadOnlyList<IReadOnlyList<float>> Heads)
{
    /// <summary>(T), the mean over the heads.</summary>
    public IReadOnlyList<float> Mean => [.. Enumerable.Range(0, Heads[0].Count).Select(turn => Heads.Average(head => head[turn]))];
}

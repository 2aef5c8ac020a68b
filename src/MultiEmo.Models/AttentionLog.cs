using MultiEmo.Conversations;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>Keeps what one turn looks at while MultiAttn runs: every step of every layer, in the order in which they run.</summary>
/// <param name="turn">The place of the turn in the first conversation of the batch.</param>
internal sealed class AttentionLog(int turn)
{
    private readonly List<AttentionWeights> kept = [];

    /// <summary>What was kept so far.</summary>
    public IReadOnlyList<AttentionWeights> Kept => kept;

    /// <summary>A partner whose attentions are kept when it is asked.</summary>
    /// <param name="query">The modality that asks.</param>
    /// <param name="modality">The partner's modality.</param>
    /// <param name="partner">The partner.</param>
    public Partner Watched(Modality query, Modality modality, Partner partner) =>
        partner with { Watch = (attention, input) => Keep(query, modality, Weights(attention, input, partner)) };

    private void Keep(Modality query, Modality modality, IEnumerable<float[]> heads)
    {
        int layer = 1 + kept.Count(earlier => earlier.Query == query && earlier.Partner == modality);
        kept.Add(new AttentionWeights(query, modality, layer, [.. heads]));
    }

    private IEnumerable<float[]> Weights(MultiHeadAttention attention, Tensor input, Partner partner)
    {
        using var scope = NewDisposeScope();
        var weights = attention.Attention(input.narrow(1, turn, 1), partner.Features, partner.Mask);      // (B, H, 1, T)
        if (partner.Mask?.HasKey is { } hasKey) weights = weights * hasKey.unsqueeze(1);                  // (B, H, 1, T)
        var own = weights[0].squeeze(1).to(ScalarType.Float32).cpu().contiguous();                        // (H, T)
        return own.data<float>().ToArray().Chunk((int)own.shape[1]);
    }
}

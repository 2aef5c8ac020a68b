using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>
/// Multi-head cross-attention (eqs. 2-4): head_h = softmax((Q W_Q)(K W_K)^T / sqrt(d_k)) V W_V, the heads side by side, then W_O.
/// The parameters of the heads are kept apart, as in the reference program, and joined into one product for each of Q, K and V.
/// </summary>
public sealed class MultiHeadAttention : nn.Module<Tensor, Tensor, KeyMask?, Tensor>
{
    private readonly ModuleList<AttentionHead> attention_heads;
    private readonly Linear projection_matrix;

    /// <summary>Creates the attention.</summary>
    /// <param name="heads">H; divides the width.</param>
    /// <param name="width">D.</param>
    public MultiHeadAttention(int heads, int width) : base(nameof(MultiHeadAttention))
    {
        attention_heads = [];
        for (int head = 0; head < heads; head++) attention_heads.Add(new AttentionHead(width, width / heads));
        projection_matrix = nn.Linear(width, width);
        RegisterComponents();
    }

    /// <summary>Lets every turn of the query look at the turns of a partner.</summary>
    /// <param name="query">(B, T, D)</param>
    /// <param name="partner">(B, T, D), keys and values.</param>
    /// <param name="mask">What is hidden; null when nothing is.</param>
    /// <returns>(B, T, D); zero for a conversation in which nothing can be looked at.</returns>
    public override Tensor forward(Tensor query, Tensor partner, KeyMask? mask)
    {
        using var scope = NewDisposeScope();
        var output = projection_matrix.call(Heads(query, partner, mask).transpose(1, 2).flatten(2));     // (B, T, D)
        if (mask?.HasKey is { } hasKey) output = output * hasKey;                                        // (B, T, D)
        return output.MoveToOuterDisposeScope();
    }

    /// <summary>The outputs of the heads before W_O: (B, H, T, D/H).</summary>
    public Tensor Heads(Tensor query, Tensor partner, KeyMask? mask)
    {
        using var scope = NewDisposeScope();
        var values = Split(partner, head => head.value_matrix);                                          // (B, H, T, D/H)
        return Attention(query, partner, mask).matmul(values).MoveToOuterDisposeScope();                 // (B, H, T, D/H)
    }

    /// <summary>The attention of every query turn over the partner's turns: (B, H, T, T), rows sum to 1.</summary>
    public Tensor Attention(Tensor query, Tensor partner, KeyMask? mask)
    {
        using var scope = NewDisposeScope();
        var queries = Split(query, head => head.query_matrix);                                           // (B, H, T, D/H)
        var keys = Split(partner, head => head.key_matrix);                                              // (B, H, T, D/H)
        var score = queries.matmul(keys.transpose(-2, -1)).div(Scalars.Of(Math.Sqrt(keys.shape[^1])));   // (B, H, T, T)
        if (mask is not null) score = score.masked_fill(mask.Hidden, Scalars.Of(-1e30));                      // (B, H, T, T)
        return score.softmax(-1).MoveToOuterDisposeScope();
    }

    private Tensor Split(Tensor input, Func<AttentionHead, Linear> part)
    {
        var weight = cat([.. attention_heads.Select(head => part(head).weight)], 0);                     // (D, D)
        var bias = cat([.. attention_heads.Select(head => part(head).bias!)], 0);                        // (D)
        long headWidth = weight.shape[0] / attention_heads.Count;
        return nn.functional.linear(input, weight, bias).unflatten(2, [attention_heads.Count, headWidth]).transpose(1, 2);   // (B, H, T, D/H)
    }
}

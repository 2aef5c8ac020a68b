using MultiEmo.Storage;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>A partner modality as a MultiAttn stack sees it.</summary>
/// <param name="Features">(B, T, D), context features, the same at every layer.</param>
/// <param name="Mask">What is hidden of it; null when nothing is.</param>
public sealed record Partner(Tensor Features, KeyMask? Mask)
{
    /// <summary>Told of every attention that asks this partner, with what it asks (B, T, D), before it does; null: nobody wants to know.</summary>
    public Action<MultiHeadAttention, Tensor>? Watch { get; init; }
}

/// <summary>
/// One layer of MultiAttn (eqs. 5-12): attention to the first partner, then to the second, then the feed-forward network, each with
/// residual and LayerNorm after it. An attention whose partner is left out of the model is left out too.
/// </summary>
public sealed class MultiAttnLayer : torch.nn.Module<Tensor, Partner?, Partner?, Tensor>
{
    private readonly MultiHeadAttention? attn_1;
    private readonly AddNorm? add_norm_1;
    private readonly MultiHeadAttention? attn_2;
    private readonly AddNorm? add_norm_2;
    private readonly Feedforward ff;
    private readonly AddNorm add_norm_3;

    /// <summary>Creates a layer.</summary>
    /// <param name="architecture">Widths and heads.</param>
    /// <param name="dropout">Rate on each sublayer while training.</param>
    /// <param name="first">Whether the first partner is in the model.</param>
    /// <param name="second">Whether the second partner is in the model.</param>
    public MultiAttnLayer(Architecture architecture, double dropout, bool first, bool second) : base(nameof(MultiAttnLayer))
    {
        int width = architecture.Width;
        if (first) attn_1 = new MultiHeadAttention(architecture.Heads, width);
        if (first) add_norm_1 = new AddNorm(width, dropout);
        if (second) attn_2 = new MultiHeadAttention(architecture.Heads, width);
        if (second) add_norm_2 = new AddNorm(width, dropout);
        ff = new Feedforward(width, architecture.Hidden, dropout);
        add_norm_3 = new AddNorm(width, dropout);
        RegisterComponents();
    }

    /// <summary>Runs the layer.</summary>
    /// <param name="query">(B, T, D), F^(j-1).</param>
    /// <param name="first">The first partner; null when it is left out.</param>
    /// <param name="second">The second partner; null when it is left out.</param>
    /// <returns>(B, T, D), F^(j).</returns>
    public override Tensor forward(Tensor query, Partner? first, Partner? second)
    {
        using var scope = torch.NewDisposeScope();
        if (attn_1 is not null) query = add_norm_1!.call(query, Ask(attn_1, query, first!));     // (B, T, D)
        if (attn_2 is not null) query = add_norm_2!.call(query, Ask(attn_2, query, second!));    // (B, T, D)
        return add_norm_3.call(query, ff.call(query)).MoveToOuterDisposeScope();                          // (B, T, D)
    }

    private static Tensor Ask(MultiHeadAttention attention, Tensor query, Partner partner)
    {
        partner.Watch?.Invoke(attention, query);
        return attention.call(query, partner.Features, partner.Mask);                                    // (B, T, D)
    }
}

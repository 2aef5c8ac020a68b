using MultiEmo.Conversations;
using MultiEmo.Storage;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>
/// Multimodal fusion (eqs. 2-12): a stack of cross-attention layers per modality, each asking the other two modalities, whose context
/// features stay the same at every layer. No positional encoding; attention spans the whole conversation.
/// </summary>
public sealed class MultiAttn : torch.nn.Module
{
    private readonly MultiAttnStack? multiattn_text;
    private readonly MultiAttnStack? multiattn_audio;
    private readonly MultiAttnStack? multiattn_visual;

    /// <summary>Creates the stacks of the modalities that are there.</summary>
    public MultiAttn(Architecture architecture, double dropout) : base(nameof(MultiAttn))
    {
        MultiAttnStack? Stack(Modality query) => architecture.WidthOf(query) is null ? null : new MultiAttnStack(architecture, dropout, query);
        multiattn_text = Stack(Modality.Text);
        multiattn_audio = Stack(Modality.Audio);
        multiattn_visual = Stack(Modality.Visual);
        RegisterComponents();
    }

    /// <summary>The fused features of one modality.</summary>
    /// <param name="query">The modality that asks.</param>
    /// <param name="context">The context features of each modality; null where it is left out.</param>
    /// <returns>(B, T, D)</returns>
    public Tensor Fuse(Modality query, Func<Modality, Partner?> context) => Fuse(query, context, log: null);

    /// <summary>The same; what a turn looks at goes into the log.</summary>
    internal Tensor Fuse(Modality query, Func<Modality, Partner?> context, AttentionLog? log)
    {
        var partners = MultiAttnStack.Partners(query);
        Partner? Asked(Modality modality) => context(modality) is not { } partner ? null : log?.Watched(query, modality, partner) ?? partner;
        return Stack(query).call(context(query)!.Features, Asked(partners[0]), Asked(partners[1]));          // (B, T, D)
    }

    private MultiAttnStack Stack(Modality query) => query switch
    {
        Modality.Text => multiattn_text!,
        Modality.Audio => multiattn_audio!,
        _ => multiattn_visual!,
    };
}

using MultiEmo.Conversations;
using MultiEmo.Storage;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>
/// MultiEMO (Shi and Huang, ACL 2023): context modelling per modality, MultiAttn fusion (eqs. 2-12), z = W_z [f^t ; f^a ; f^v] + b
/// (eqs. 13-14), classification (eqs. 15-16). Parameters carry the reference program's names, so that a state dict fits both.
/// Different from it: padded turns are hidden from attention unless told otherwise; modalities may be left out, or absent for single
/// turns (such a turn's x is a learned vector and nobody attends to it; without the mask it is zeros, as in the reference); no labels are
/// needed to run.
/// </summary>
public sealed class MultiEmoModel : nn.Module<ConversationBatch, Scores>
{
    private readonly Linear? text_fc;
    private readonly ContextModel? text_dialoguernn;
    private readonly Linear? audio_fc;
    private readonly ContextModel? audio_dialoguernn;
    private readonly Linear? visual_fc;
    private readonly ContextModel? visual_dialoguernn;
    private readonly MultiAttn? multiattn;
    private readonly Linear fc;
    private readonly Classifier mlp;
    private readonly Parameter? text_absent;      // (D), x of a turn without the modality
    private readonly Parameter? audio_absent;     // (D)
    private readonly Parameter? visual_absent;    // (D)

    private readonly Architecture architecture;
    private readonly Dropouts dropouts;
    private readonly Packed.HeldWeights held = new();
    private readonly Packed.ParameterTable table;

    /// <summary>Creates a model with freshly drawn parameters, in the reference program's order of drawing.</summary>
    /// <param name="architecture">Its shape.</param>
    /// <param name="dropouts">Rates while training; null: none.</param>
    public MultiEmoModel(Architecture architecture, Dropouts? dropouts = null) : base(nameof(MultiEmoModel))
    {
        (this.architecture, this.dropouts) = (architecture, dropouts ?? new Dropouts());
        int width = architecture.Width, count = architecture.Modalities.Count;
        (text_fc, text_dialoguernn) = (Projection(Modality.Text), Context(Modality.Text));
        (audio_fc, audio_dialoguernn) = (Projection(Modality.Audio), Context(Modality.Audio));
        (visual_fc, visual_dialoguernn) = (Projection(Modality.Visual), Context(Modality.Visual));
        if (architecture.MultiAttn || architecture.ReferenceParameters) multiattn = new MultiAttn(architecture, this.dropouts.Sublayer);
        fc = nn.Linear(count * width, width);
        mlp = new Classifier(architecture, this.dropouts);
        (text_absent, audio_absent, visual_absent) = (Absent(Modality.Text), Absent(Modality.Audio), Absent(Modality.Visual));
        table = new(this, architecture, () => fc.weight!);
        RegisterComponents();
    }

    /// <summary>
    /// Lets passes without gradient keep the weights as their products read them, until all that this gave is disposed; that takes as much memory as
    /// the weights. Whoever calls it sees to it that they do not change meanwhile, and that no pass goes on when the last is disposed: a pass after
    /// an optimizer's step, a loaded checkpoint or an exchange with averages ends in an <see cref="InvalidOperationException"/>, a change of single
    /// numbers goes unnoticed.
    /// </summary>
    public IDisposable Hold() => held.Hold();

    /// <summary>Scores of every real turn of a batch.</summary>
    public override Scores forward(ConversationBatch batch)
    {
        using var scope = NewDisposeScope();
        if (Packed.PackedFunction.Serves(architecture, batch, fc.weight!.dtype))
            return Packed.PackedFunction.Run(new(table.Now, batch), architecture, training ? dropouts : null, batch, held).MoveToOuterDisposeScope();
        return Plain(batch).MoveToOuterDisposeScope();
    }

    /// <summary>The same, written as in the paper, over padded turns: what the packed computation must equal.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="log">Where the attention of a turn is kept; null: nowhere.</param>
    internal Scores Plain(ConversationBatch batch, AttentionLog? log = null)
    {
        using var scope = NewDisposeScope();
        if (!architecture.Mask) batch = batch.WithoutGaps();
        var turns = TurnOrder.Of(batch, architecture.Width);
        Partner? text = Features(Modality.Text, batch, turns);
        Partner? audio = Features(Modality.Audio, batch, turns);
        Partner? visual = Features(Modality.Visual, batch, turns);
        Partner? Of(Modality modality) => Pick(modality, text, audio, visual);
        FusedModality? Fuse(Modality modality) => Of(modality) is null ? null : Fused(modality, Of, batch, log);

        FusedModality? fusedText = Fuse(Modality.Text), fusedAudio = Fuse(Modality.Audio), fusedVisual = Fuse(Modality.Visual);
        var joined = cat([.. new[] { fusedText, fusedAudio, fusedVisual }.OfType<FusedModality>().Select(f => f.Features)], -1);   // (N, kD)
        var z = fc.call(joined);                                                                                                // (N, D)
        return new Scores(fusedText, fusedAudio, fusedVisual, z, mlp.call(z)).MoveToOuterDisposeScope();
    }

    /// <summary>x^m = W^m u^m + b, then the modality's recurrence where it has one, with the mask others see it through.</summary>
    /// <returns>Features (B, T, D); null when the modality is left out.</returns>
    private Partner? Features(Modality modality, ConversationBatch batch, TurnOrder turns)
    {
        if (architecture.WidthOf(modality) is null) return null;
        var input = batch.Require(modality);
        var values = nn.functional.dropout(input.Values.transpose(0, 1), dropouts.Input, training);   // (T, B, M)
        var x = Pick(modality, text_fc, audio_fc, visual_fc)!.call(values);                                             // (T, B, D)
        if (input.Present is { } present)
            x = where(present.transpose(0, 1).unsqueeze(-1), x, AbsentVector(modality) ?? zeros_like(x));               // (T, B, D)
        if (architecture.HasContext(modality))
            x = Pick(modality, text_dialoguernn, audio_dialoguernn, visual_dialoguernn)!.call(x, turns);                 // (T, B, D)
        return new Partner(x.transpose(0, 1), KeyMask.Of(batch, input, architecture.Mask, x.dtype));
    }

    private FusedModality Fused(Modality modality, Func<Modality, Partner?> context, ConversationBatch batch, AttentionLog? log)
    {
        var fused = architecture.MultiAttn ? multiattn!.Fuse(modality, context, log) : context(modality)!.Features;          // (B, T, D)
        return new FusedModality(
            fused.flatten(0, 1).index_select(0, batch.Turns), batch.Require(modality).Present?.flatten().index_select(0, batch.Turns));
    }

    /// <summary>x of a turn without the modality; null in a model that never saw such a turn, where 0 stands for it.</summary>
    private Tensor? AbsentVector(Modality modality) => Pick(modality, text_absent, audio_absent, visual_absent);

    private static T? Pick<T>(Modality modality, T? text, T? audio, T? visual) where T : class =>
        modality switch { Modality.Text => text, Modality.Audio => audio, _ => visual };

    private Linear? Projection(Modality modality) =>
        architecture.WidthOf(modality) is { } inputs ? nn.Linear(inputs, architecture.Width) : null;

    private ContextModel? Context(Modality modality)
    {
        bool builtAnyway = architecture.ReferenceParameters && architecture.WidthOf(modality) is not null;
        return architecture.HasContext(modality) || builtAnyway ? new ContextModel(architecture, dropouts) : null;
    }

    private Parameter? Absent(Modality modality) =>
        architecture.WidthOf(modality) is not null && architecture.Gaps.Contains(modality) ? new Parameter(zeros(architecture.Width)) : null;
}

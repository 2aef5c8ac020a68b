using MultiEmo.Models;
using MultiEmo.Storage;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Twin;

/// <summary>
/// MultiEMO with the work that the reference program does (context modelling of every party, padded turns computed and attended to, head by head),
/// in TorchSharp and as plain as there. Its parameters have the names of the product's.
/// </summary>
internal sealed class TwinModel : nn.Module<ConversationBatch, Scores>
{
    private readonly Linear text_fc;
    private readonly TwinContextModel text_dialoguernn;
    private readonly Linear audio_fc;
    private readonly TwinContextModel audio_dialoguernn;
    private readonly Linear visual_fc;
    private readonly TwinContextModel visual_dialoguernn;
    private readonly TwinFusion multiattn;
    private readonly Linear fc;
    private readonly TwinClassifier mlp;
    private readonly int parties;
    private readonly bool textContext;

    public TwinModel(Architecture architecture, int parties) : base(nameof(TwinModel))
    {
        (this.parties, textContext) = (parties, architecture.TextContext);
        int width = architecture.Width;
        TwinContextModel Context() => new(width, architecture.Bidirectional);
        (text_fc, text_dialoguernn) = (nn.Linear(architecture.Text!.Value, width), Context());
        (audio_fc, audio_dialoguernn) = (nn.Linear(architecture.Audio!.Value, width), Context());
        (visual_fc, visual_dialoguernn) = (nn.Linear(architecture.Visual!.Value, width), Context());
        multiattn = new TwinFusion(architecture);
        fc = nn.Linear(3 * width, width);
        mlp = new TwinClassifier(architecture);
        RegisterComponents();
    }

    public override Scores forward(ConversationBatch batch)
    {
        using var scope = NewDisposeScope();
        int[] lengths = [.. batch.Mask.sum(1).data<long>().ToArray().Select(length => (int)length)];
        var oneHot = nn.functional.one_hot(batch.Speakers, parties) * batch.Mask.unsqueeze(-1);         // (B, T, P)
        var speakers = oneHot.to(ScalarType.Float32).transpose(0, 1).contiguous();                     // (T, B, P)
        Tensor Context(ModalityInput? input, Linear linear, TwinContextModel? context)
        {
            var x = linear.call(input!.Values.transpose(0, 1));                                        // (T, B, D)
            return (context is null ? x : context.Run(x, speakers, lengths)).transpose(0, 1);          // (B, T, D)
        }
        var text = Context(batch.Text, text_fc, textContext ? text_dialoguernn : null);                // (B, T, D)
        var audio = Context(batch.Audio, audio_fc, audio_dialoguernn);                                 // (B, T, D)
        var visual = Context(batch.Visual, visual_fc, visual_dialoguernn);                             // (B, T, D)
        Tensor[] fused = [.. multiattn.Run(text, audio, visual).Select(f => f.flatten(0, 1).index_select(0, batch.Turns))];   // 3 x (N, D)
        var z = fc.call(cat(fused, -1));                                                               // (N, D)
        return new Scores(new(fused[0], null), new(fused[1], null), new(fused[2], null), z, mlp.call(z)).MoveToOuterDisposeScope();
    }
}

/// <summary>The three stacks.</summary>
internal sealed class TwinFusion : nn.Module
{
    private readonly TwinStack multiattn_text;
    private readonly TwinStack multiattn_audio;
    private readonly TwinStack multiattn_visual;

    public TwinFusion(Architecture architecture) : base(nameof(TwinFusion))
    {
        (multiattn_text, multiattn_audio, multiattn_visual) = (new(architecture), new(architecture), new(architecture));
        RegisterComponents();
    }

    /// <summary>Fused features of text, audio and visual, (B, T, D) each.</summary>
    public Tensor[] Run(Tensor text, Tensor audio, Tensor visual) =>
        [multiattn_text.Run(text, audio, visual), multiattn_audio.Run(audio, text, visual), multiattn_visual.Run(visual, text, audio)];
}

/// <summary>The classifier.</summary>
internal sealed class TwinClassifier : nn.Module<Tensor, Tensor>
{
    private readonly Linear linear_1;
    private readonly Linear linear_2;

    public TwinClassifier(Architecture architecture) : base(nameof(TwinClassifier))
    {
        linear_1 = nn.Linear(architecture.Width, architecture.Classifier);
        linear_2 = nn.Linear(architecture.Classifier, architecture.Classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor fused) => linear_2.call(linear_1.call(fused).relu());          // (N, C)
}

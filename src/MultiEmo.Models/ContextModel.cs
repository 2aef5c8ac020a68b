using MultiEmo.Storage;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>
/// Context modelling of one modality: a DialogueRNN over the turns, on request a second one over the reversed turns, then
/// ReLU(W_c [e_fwd ; e_bwd] + b) (bidirectional) or ReLU(e). All parts are built either way, as in the reference program, so that
/// a state dict fits both.
/// </summary>
public sealed class ContextModel : nn.Module<Tensor, TurnOrder, Tensor>
{
    private readonly DialogueRnn dialog_rnn_f;
    private readonly DialogueRnn? dialog_rnn_r;
    private readonly Linear? linear;
    private readonly bool bidirectional;
    private readonly Dropouts dropouts;

    /// <summary>Creates the context model.</summary>
    /// <param name="architecture">Width, direction, and whether parts that do not run are built.</param>
    /// <param name="dropouts">Rates while training.</param>
    public ContextModel(Architecture architecture, Dropouts dropouts) : base(nameof(ContextModel))
    {
        (bidirectional, this.dropouts) = (architecture.Bidirectional, dropouts);
        dialog_rnn_f = new DialogueRnn(architecture.Width);
        if (bidirectional || architecture.ReferenceParameters)
        {
            dialog_rnn_r = new DialogueRnn(architecture.Width);
            linear = nn.Linear(2 * architecture.Width, architecture.Width);
        }
        RegisterComponents();
    }

    /// <summary>Context features of every turn.</summary>
    /// <param name="input">(T, B, D), x of one modality.</param>
    /// <param name="turns">Who speaks when.</param>
    /// <returns>(T, B, D)</returns>
    public override Tensor forward(Tensor input, TurnOrder turns)
    {
        using var scope = NewDisposeScope();
        var states = Emotion(dialog_rnn_f, input, turns);                                     // (T, B, D)
        if (bidirectional)
        {
            var backward = Emotion(dialog_rnn_r!, turns.Flip(input), turns.Reversed());       // (T, B, D)
            states = linear!.call(cat([states, turns.Flip(backward)], -1));                   // (T, B, D)
        }
        return nn.functional.dropout(states, dropouts.Sublayer, training).relu().MoveToOuterDisposeScope();
    }

    private Tensor Emotion(DialogueRnn recurrence, Tensor input, TurnOrder turns)
    {
        var states = recurrence.call(input, turns, training ? dropouts.Recurrent : 0);
        return states.Emotion;                                                                // (T, B, D)
    }
}

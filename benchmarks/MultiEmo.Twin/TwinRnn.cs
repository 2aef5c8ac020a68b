using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Twin;

/// <summary>DialogueRNN over all turns, padded ones too; the history of global states is copied at every turn, as the reference copies it.</summary>
internal sealed class TwinRnn : nn.Module
{
    private readonly TwinCell dialogue_cell;

    public TwinRnn(int width) : base(nameof(TwinRnn))
    {
        dialogue_cell = new TwinCell(width);
        RegisterComponents();
    }

    /// <summary>Emotion states (T, B, D).</summary>
    /// <param name="input">(T, B, D), x.</param>
    /// <param name="speakers">(T, B, P).</param>
    public Tensor Run(Tensor input, Tensor speakers)
    {
        using var scope = NewDisposeScope();
        long batch = input.shape[1], width = input.shape[2];
        var states = new TwinStates(zeros(batch, width), zeros(batch, speakers.shape[2], width), zeros(batch, width));
        Tensor? history = null, emotions = null;
        for (int t = 0; t < input.shape[0]; t++)
        {
            states = dialogue_cell.Step(input[t], speakers[t], history, states);
            history = Append(history, states.Global);                                                  // (T', B, D)
            emotions = Append(emotions, states.Emotion);                                               // (T', B, D)
        }
        return emotions!.MoveToOuterDisposeScope();
    }

    private static Tensor Append(Tensor? rows, Tensor row)
    {
        var longer = rows is null ? row.unsqueeze(0) : cat([rows, row.unsqueeze(0)], 0);
        rows?.Dispose();
        return longer;
    }
}

/// <summary>Both directions where the corpus has them, then ReLU.</summary>
internal sealed class TwinContextModel : nn.Module
{
    private readonly TwinRnn dialog_rnn_f;
    private readonly TwinRnn dialog_rnn_r;
    private readonly Linear linear;
    private readonly bool bidirectional;

    public TwinContextModel(int width, bool bidirectional) : base(nameof(TwinContextModel))
    {
        this.bidirectional = bidirectional;
        dialog_rnn_f = new TwinRnn(width);
        dialog_rnn_r = new TwinRnn(width);
        linear = nn.Linear(2 * width, width);
        RegisterComponents();
    }

    /// <summary>Context features (T, B, D).</summary>
    public Tensor Run(Tensor input, Tensor speakers, int[] lengths)
    {
        using var scope = NewDisposeScope();
        var states = dialog_rnn_f.Run(input, speakers);                                                // (T, B, D)
        if (bidirectional)
        {
            var backward = dialog_rnn_r.Run(Reverse(input, lengths), Reverse(speakers, lengths));       // (T, B, D)
            states = linear.call(cat([states, Reverse(backward, lengths)], -1));                       // (T, B, D)
        }
        return states.relu().MoveToOuterDisposeScope();
    }

    // Conversation by conversation; what is padded becomes zero.
    private static Tensor Reverse(Tensor values, int[] lengths)
    {
        long turns = values.shape[0];
        Tensor[] rows = [.. lengths.Select((length, b) => Padded(values.select(1, b).narrow(0, 0, length).flip(0), turns))];
        return stack(rows, 1);
    }

    private static Tensor Padded(Tensor turns, long length) =>
        turns.shape[0] == length ? turns : cat([turns, zeros(length - turns.shape[0], turns.shape[1])], 0);   // (T, D)
}

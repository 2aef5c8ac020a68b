using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Twin;

/// <summary>What a step of the recurrence hands on.</summary>
/// <param name="Global">(B, D), g.</param>
/// <param name="Parties">(B, P, D), q of everybody.</param>
/// <param name="Emotion">(B, D), e.</param>
internal sealed record TwinStates(Tensor Global, Tensor Parties, Tensor Emotion);

/// <summary>One step of DialogueRNN as the reference takes it: every party's row goes through the cell, only the speaker's is kept.</summary>
internal sealed class TwinCell : nn.Module
{
    private readonly GRUCell g_cell;
    private readonly GRUCell p_cell;
    private readonly GRUCell e_cell;
    private readonly TwinContext attention;

    public TwinCell(int width) : base(nameof(TwinCell))
    {
        g_cell = nn.GRUCell(2 * width, width);
        p_cell = nn.GRUCell(2 * width, width);
        e_cell = nn.GRUCell(width, width);
        attention = new TwinContext(width);
        RegisterComponents();
    }

    /// <summary>One turn.</summary>
    /// <param name="input">(B, D), x.</param>
    /// <param name="speakers">(B, P), 1 for who speaks; all 0 where padded.</param>
    /// <param name="history">(T', B, D), g of the turns before; null at the first.</param>
    /// <param name="last">The states before.</param>
    public TwinStates Step(Tensor input, Tensor speakers, Tensor? history, TwinStates last)
    {
        using var scope = NewDisposeScope();
        var chosen = speakers.argmax(1);                                                               // (B)
        var global = g_cell.call(cat([input, Select(last.Parties, chosen)], 1), last.Global);          // (B, D)
        var context = history is null ? zeros_like(input) : attention.call(history);                   // (B, D)
        long parties = speakers.shape[1], width = input.shape[1];
        var joined = cat([input, context], 1).unsqueeze(1).expand(-1, parties, -1);                    // (B, P, 2D)
        var all = p_cell.call(joined.contiguous().view(-1, 2 * width), last.Parties.reshape(-1, width)).view(-1, parties, width);   // (B, P, D)
        var mask = speakers.unsqueeze(2);                                                              // (B, P, 1)
        var next = last.Parties * (ones_like(mask) - mask) + all * mask;                               // (B, P, D)
        var emotion = e_cell.call(Select(next, chosen), last.Emotion);                                 // (B, D)
        return new(global.MoveToOuterDisposeScope(), next.MoveToOuterDisposeScope(), emotion.MoveToOuterDisposeScope());
    }

    // Row by row, each index read back from the tensor.
    private static Tensor Select(Tensor parties, Tensor chosen)
    {
        List<Tensor> rows = [];
        for (int b = 0; b < parties.shape[0]; b++) rows.Add(parties[b][chosen[b].item<long>()].unsqueeze(0));
        return cat(rows, 0);                                                                           // (B, D)
    }
}

/// <summary>The 'simple' attention over the whole history, anew at every turn.</summary>
internal sealed class TwinContext : nn.Module<Tensor, Tensor>
{
    private readonly Linear scalar;

    public TwinContext(int width) : base(nameof(TwinContext))
    {
        scalar = nn.Linear(width, 1, hasBias: false);
        RegisterComponents();
    }

    /// <summary>From (T', B, D) to (B, D).</summary>
    public override Tensor forward(Tensor history)
    {
        var weights = scalar.call(history).softmax(0).permute(1, 2, 0);                                // (B, 1, T')
        return weights.bmm(history.transpose(0, 1)).select(1, 0);                                      // (B, D)
    }
}

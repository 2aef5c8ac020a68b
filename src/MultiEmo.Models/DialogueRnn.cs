using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>
/// DialogueRNN without listener state (spec: context modelling), over a batch of conversations:
/// <code>
/// g_t = GRU_g([x_t ; q_s(t),t-1], g_t-1)      c_t = softmax attention over g_1 .. g_t-1, c_1 = 0
/// q_s(t),t = GRU_p([x_t ; c_t], q_s(t),t-1)   e_t = GRU_e(q_s(t),t, e_t-1)
/// </code>
/// Only the speaker's party state is computed, which for one speaker a turn equals computing all and discarding the rest. A padded turn
/// belongs to party 0 and leaves every party state as it was.
/// </summary>
public sealed class DialogueRnn : nn.Module<Tensor, TurnOrder, double, DialogueStates>
{
    private readonly DialogueRnnCell dialogue_cell;

    /// <summary>Creates the recurrence.</summary>
    /// <param name="width">D of input and states.</param>
    public DialogueRnn(int width) : base(nameof(DialogueRnn))
    {
        dialogue_cell = new DialogueRnnCell(width);
        RegisterComponents();
    }

    /// <summary>Runs over all turns.</summary>
    /// <param name="input">(T, B, D), x.</param>
    /// <param name="turns">Who speaks when.</param>
    /// <param name="dropout">Rate after every cell; 0 when the model does not train.</param>
    public override DialogueStates forward(Tensor input, TurnOrder turns, double dropout)
    {
        using var scope = NewDisposeScope();
        var globalGates = dialogue_cell.g_cell.GatesOfFirst(input).unbind(0);       // T x (B, 3D)
        var partyGates = dialogue_cell.p_cell.GatesOfFirst(input).unbind(0);        // T x (B, 3D)
        var step = First(input, turns);
        List<Tensor> global = [], party = [], emotion = [];
        for (int t = 0; t < globalGates.Length; t++)
        {
            step = Next(step, globalGates[t], partyGates[t], turns.Speaker[t], turns.Real?[t], dropout);
            global.Add(step.Global);
            party.Add(step.Speaker);
            emotion.Add(step.Emotion);
        }
        var states = new DialogueStates(stack(global), stack(party), stack(emotion));  // (T, B, D)
        states.Global.MoveToOuterDisposeScope();
        states.Party.MoveToOuterDisposeScope();
        states.Emotion.MoveToOuterDisposeScope();
        return states;
    }

    private sealed record Step(Tensor Global, RunningContext? Context, Tensor Parties, Tensor Speaker, Tensor Emotion);

    private static Step First(Tensor input, TurnOrder turns)
    {
        long batch = input.shape[1], width = input.shape[2];
        var zero = zeros([batch, width], input.dtype, input.device);                            // (B, D)
        var parties = zeros([batch, turns.Parties, width], input.dtype, input.device);          // (B, P, D)
        return new Step(zero, null, parties, zero, zero);
    }

    private Step Next(Step last, Tensor globalGates, Tensor partyGates, Tensor speaker, Tensor? real, double dropout)
    {
        var before = last.Parties.gather(1, speaker).squeeze(1);                                // (B, D)
        var global = Drop(dialogue_cell.g_cell.call(globalGates + dialogue_cell.g_cell.GatesOfLast(before), last.Global), dropout);
        if (last.Context is { } context)
            partyGates = partyGates + dialogue_cell.p_cell.GatesOfLast(context.Value);          // (B, 3D)
        var after = Drop(dialogue_cell.p_cell.call(partyGates, before), dropout);               // (B, D)
        if (real is not null) after = where(real, after, before);                               // (B, D)
        var parties = last.Parties.scatter(1, speaker, after.unsqueeze(1));                     // (B, P, D)
        var emotion = Drop(dialogue_cell.e_cell.call(dialogue_cell.e_cell.GatesOfFirst(after), last.Emotion), dropout);
        return new Step(global, dialogue_cell.attention.call(global, last.Context), parties, after, emotion);
    }

    private static Tensor Drop(Tensor state, double rate) => rate == 0 ? state : nn.functional.dropout(state, rate, training: true);
}

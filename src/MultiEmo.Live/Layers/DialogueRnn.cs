using System.Numerics.Tensors;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Live.Layers;

/// <summary>
/// DialogueRNN without listener state, one turn at a time:
/// <code>
/// g_t = GRU_g([x_t ; q_s(t),t-1], g_t-1)      c_t = softmax attention over g_1 .. g_t-1, c_1 = 0
/// q_s(t),t = GRU_p([x_t ; c_t], q_s(t),t-1)   e_t = GRU_e(q_s(t),t, e_t-1)
/// </code>
/// </summary>
internal sealed class DialogueRnn
{
    private readonly GruCell global;
    private readonly GruCell party;
    private readonly GruCell emotion;
    private readonly Memory<float> scores;     // (D), w of the context attention
    private readonly int width;

    /// <summary>Reads a recurrence.</summary>
    /// <param name="weights">The file's tensors.</param>
    /// <param name="name">Its name, such as <c>audio_dialoguernn.dialog_rnn_f</c>.</param>
    /// <param name="width">D.</param>
    public DialogueRnn(WeightReader weights, string name, int width)
    {
        this.width = width;
        global = new GruCell(weights, $"{name}.dialogue_cell.g_cell.", "", width, width, width);
        party = new GruCell(weights, $"{name}.dialogue_cell.p_cell.", "", width, width, width);
        emotion = new GruCell(weights, $"{name}.dialogue_cell.e_cell.", "", width, 0, width);
        scores = weights.Take($"{name}.dialogue_cell.attention.scalar.weight", 1, width);
    }

    /// <summary>The numbers that a turn reads.</summary>
    public int Size => global.Size + party.Size + emotion.Size + scores.Length;

    /// <summary>The share of the gates that comes from x.</summary>
    /// <param name="x">(rows, D)</param>
    /// <param name="globalGates">(rows, 3D), overwritten.</param>
    /// <param name="partyGates">(rows, 3D), overwritten.</param>
    /// <param name="threads">At most so many threads.</param>
    public void Gates(ReadOnlySpan<float> x, Span<float> globalGates, Span<float> partyGates, int threads)
    {
        global.First.Apply(x, globalGates, threads);
        party.First.Apply(x, partyGates, threads);
    }

    /// <summary>Takes one turn; its e is then in the states.</summary>
    /// <param name="states">Where the conversation is.</param>
    /// <param name="speaker">Who speaks.</param>
    /// <param name="globalGates">(3D) of the turn.</param>
    /// <param name="partyGates">(3D) of the turn.</param>
    /// <param name="workspace">For what is needed in between.</param>
    public void Step(
        DialogueStates states, string speaker, ReadOnlySpan<float> globalGates, ReadOnlySpan<float> partyGates, Workspace workspace)
    {
        var mark = workspace.Taken;
        Span<float> gates = workspace.Span(3 * width), context = workspace.Span(width), own = states.Party(speaker);
        global.Last!.Apply(own, globalGates, gates);                                   // (3D)
        global.Step(gates, states.Global, workspace);                                  // (D), g
        partyGates.CopyTo(gates);
        if (states.Context.Any)
        {
            states.Context.Read(context);                                              // (D), c
            party.Last!.Apply(context, partyGates, gates);                             // (3D)
        }
        party.Step(gates, own, workspace);                                             // (D), q
        emotion.First.Apply(own, gates);
        emotion.Step(gates, states.Emotion, workspace);                                // (D), e
        states.Context.Add(states.Global, TensorPrimitives.Dot(scores.Span, states.Global));
        workspace.Rewind(mark);
    }
}

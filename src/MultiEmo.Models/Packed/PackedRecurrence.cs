using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>
/// A DialogueRNN (spec: context modelling) over packed turns, forward or over each conversation's reversed turns. W_c c_t of the party cell is the
/// running softmax of the W_c g_i, so that all that a step multiplies is known when it begins: the speaker's state before and g_t-1. The
/// products of x, and those of the emotion cell with the party states, are one product over all turns.
/// </summary>
internal sealed class PackedRecurrence : IDisposable
{
    private readonly Tape tape;
    private readonly TurnSequences order;
    private readonly RecurrenceWeights weights;
    private readonly RecurrenceStates states;

    /// <summary>Prepares a recurrence.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="name">Its name in the checkpoint, up to <c>dialogue_cell</c>.</param>
    /// <param name="width">D.</param>
    /// <param name="reversed">Whether each conversation begins with its last turn.</param>
    /// <param name="chunks">In how many chunks the conversations run beside each other.</param>
    /// <param name="dropout">Rate after every cell.</param>
    public PackedRecurrence(Tape tape, string name, int width, bool reversed, int chunks, double dropout)
    {
        this.tape = tape;
        order = new TurnSequences(tape.Turns, reversed, chunks);
        weights = new RecurrenceWeights(tape, $"{name}.dialogue_cell", width);
        states = new RecurrenceStates(tape, width, dropout);
    }

    /// <summary>How many chunks run beside each other.</summary>
    public int Chunks => order.Chunks.Length;

    /// <summary>Arranges the weights as the steps read them.</summary>
    public void Begin() => weights.ArrangeForward();

    /// <summary>Runs one chunk.</summary>
    /// <param name="chunk">Which.</param>
    /// <param name="x">(N, D)</param>
    /// <param name="e">(N, D), overwritten by the emotion states of the chunk's turns.</param>
    public void Forward(int chunk, Matrix x, Matrix e)
    {
        int[] steps = order.Chunks[chunk];
        foreach (int k in Positions(steps)) x.Row(order.Row[k]).CopyTo(states.X.Row(k));
        var space = Workspace.OfThread;
        var mark = space.Taken;
        new RecurrenceSteps(order, steps, weights, states, space).Forward();
        space.Rewind(mark);
        foreach (int k in Positions(steps)) states.E.Row(k).CopyTo(e.Row(order.Row[k]));
    }

    /// <summary>Takes memory for the way back and arranges the weights as it reads them.</summary>
    /// <param name="space">From where.</param>
    public void BeginBackward(Workspace space)
    {
        states.TakeGradients(space);
        weights.ArrangeBackward();
    }

    /// <summary>The way back through one chunk.</summary>
    /// <param name="chunk">Which.</param>
    /// <param name="de">(N, D), the gradient of the emotion states.</param>
    public void Backward(int chunk, Matrix de)
    {
        int[] steps = order.Chunks[chunk];
        foreach (int k in Positions(steps)) de.Row(order.Row[k]).CopyTo(states.DE.Row(k));
        var space = Workspace.OfThread;
        var mark = space.Taken;
        new RecurrenceWayBack(order, steps, weights, states, space).Run();
        space.Rewind(mark);
    }

    /// <summary>Writes the gradients of the weights and adds that of x.</summary>
    /// <param name="dx">(N, D), added to.</param>
    public void End(Matrix dx)
    {
        weights.Gradients(states, tape.Threads);
        for (int k = 0; k < order.Row.Length; k++)
            System.Numerics.Tensors.TensorPrimitives.Add(dx.Row(order.Row[k]), states.DX.Row(k), dx.Row(order.Row[k]));
    }

    /// <summary>Gives the arranged weights back.</summary>
    public void Dispose() => weights.Dispose();

    private static IEnumerable<int> Positions(int[] steps) => Enumerable.Range(steps[0], steps[^1] - steps[0]);
}

using System.Numerics.Tensors;
using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;
using MultiEmo.Storage;

namespace MultiEmo.Models.Packed;

/// <summary>Context modelling of one modality: x = W u + b, its recurrences, then ReLU of the emotion states or of their joint projection.</summary>
internal sealed class PackedContext : IDisposable
{
    private readonly Tape tape;
    private readonly Modality modality;
    private readonly Dropouts dropouts;
    private readonly PackedLinear projection;
    private readonly PackedLinear joint;
    private readonly PackedRecurrence[] recurrences;
    private readonly Matrix inputs;     // (N, M), u
    private readonly Matrix x;          // (N, D)
    private readonly Matrix emotion;    // (N, D) or, of both directions, (N, 2D)
    private Matrix drop;                // (N, D)

    /// <summary>Reads a modality's inputs and computes x.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="architecture">Width, direction, and whether text has a recurrence.</param>
    /// <param name="dropouts">Rates.</param>
    /// <param name="modality">Which.</param>
    /// <param name="input">Its inputs.</param>
    /// <param name="chunks">In how many chunks conversations run beside each other.</param>
    public PackedContext(Tape tape, Architecture architecture, Dropouts dropouts, Modality modality, ModalityInput input, int chunks)
    {
        (this.tape, this.modality, this.dropouts) = (tape, modality, dropouts);
        int width = architecture.Width, count = tape.Turns.Count;
        projection = new PackedLinear(tape, $"{modality.Name()}_fc");
        joint = new PackedLinear(tape, $"{modality.Name()}_dialoguernn.linear");
        recurrences = [.. Directions(architecture).Select(reversed => new PackedRecurrence(
            tape, $"{modality.Name()}_dialoguernn.dialog_rnn_{(reversed ? 'r' : 'f')}", width, reversed, chunks, dropouts.Recurrent))];
        inputs = Read(input);
        x = projection.Forward(inputs);                                         // (N, D)
        PutAbsent();
        emotion = recurrences.Length == 0 ? x : tape.Space.Take(count, recurrences.Length * width);
        Features = recurrences.Length == 0 ? x : tape.Space.Take(count, width);
    }

    /// <summary>(N, D), the context features.</summary>
    public Matrix Features { get; }

    /// <summary>The parts of the recurrences that run beside each other, forward.</summary>
    public IEnumerable<Action> Forward()
    {
        foreach (var recurrence in recurrences) recurrence.Begin();
        return Parts((recurrence, chunk, e) => recurrence.Forward(chunk, x, e), emotion);
    }

    /// <summary>From the emotion states to the context features.</summary>
    public void EndForward()
    {
        if (recurrences.Length == 0) return;
        if (recurrences.Length == 2) joint.Forward(emotion, Features);          // (N, D)
        else emotion.CopyTo(Features);
        drop = tape.Drop(dropouts.Sublayer, Features.Columns);
        PackedLinear.Multiply(Features, drop, tape.Threads);
        for (int row = 0; row < Features.Rows; row++) TensorPrimitives.Max(Features.Row(row), 0, Features.Row(row));
    }

    /// <summary>The parts of the way back through the recurrences that run beside each other.</summary>
    /// <param name="dy">(N, D), the gradient of the context features.</param>
    /// <param name="space">Memory for the way back.</param>
    public IEnumerable<Action> Backward(Matrix dy, Workspace space)
    {
        if (recurrences.Length == 0) return [];
        PackedLinear.Rectified(Features, dy, tape.Threads);
        PackedLinear.Multiply(dy, drop, tape.Threads);
        var dEmotion = dy;
        if (recurrences.Length == 2)
        {
            joint.Parameters(emotion, dy);
            dEmotion = space.Take(dy.Rows, emotion.Columns);               // (N, 2D)
            joint.Input(dy, dEmotion);
        }
        foreach (var recurrence in recurrences) recurrence.BeginBackward(space);
        return Parts((recurrence, chunk, de) => recurrence.Backward(chunk, de), dEmotion);
    }

    /// <summary>The gradients of all parameters.</summary>
    /// <param name="dy">(N, D), the gradient of the context features, overwritten.</param>
    public void EndBackward(Matrix dy)
    {
        var dx = dy;
        if (recurrences.Length > 0)
        {
            dx.Clear();
            foreach (var recurrence in recurrences) recurrence.End(dx);
        }
        TakeAbsent(dx);
        projection.Parameters(inputs, dx);
    }

    /// <summary>Gives the arranged weights back.</summary>
    public void Dispose()
    {
        foreach (var recurrence in recurrences) recurrence.Dispose();
    }

    private IEnumerable<bool> Directions(Architecture architecture) =>
        !architecture.HasContext(modality) ? [] : architecture.Bidirectional ? [false, true] : [false];

    private IEnumerable<Action> Parts(Action<PackedRecurrence, int, Matrix> run, Matrix states)
    {
        int width = Features.Columns;
        for (int r = 0; r < recurrences.Length; r++)
            for (int c = 0; c < recurrences[r].Chunks; c++)
            {
                var (recurrence, own, chunk) = (recurrences[r], states.ColumnsFrom(r * width, width), c);
                yield return () => run(recurrence, chunk, own);
            }
    }

    // The rows of the real turns, after the dropout on them.
    private unsafe Matrix Read(ModalityInput input)
    {
        using var values = input.Values.contiguous();
        var all = PackedParameters.Of(values);                                   // (B T, M)
        var rows = tape.Space.Take(tape.Turns.Count, all.Columns);               // (N, M)
        for (int n = 0; n < rows.Rows; n++) all.Row((int)tape.Turns.Positions[n]).CopyTo(rows.Row(n));
        PackedLinear.Multiply(rows, tape.Drop(dropouts.Input, rows.Columns), tape.Threads);
        return rows;
    }

    private void PutAbsent()
    {
        if (tape.Turns.Present(modality) is not { } present) return;
        string name = $"{modality.Name()}_absent";
        for (int n = 0; n < present.Length; n++)
            if (!present[n])
                if (tape.Parameters.Has(name)) tape.Parameters.Value(name).Row(0).CopyTo(x.Row(n));
                else x.Row(n).Clear();
    }

    // The gradient of x of an absent turn belongs to the vector in its place.
    private void TakeAbsent(Matrix dx)
    {
        if (tape.Turns.Present(modality) is not { } present) return;
        string name = $"{modality.Name()}_absent";
        var gradient = tape.Parameters.Has(name) ? tape.Parameters.Gradient(name) : default;
        if (!gradient.IsNone) gradient.Clear();
        for (int n = 0; n < present.Length; n++)
        {
            if (present[n]) continue;
            if (!gradient.IsNone) TensorPrimitives.Add(gradient.Row(0), dx.Row(n), gradient.Row(0));
            dx.Row(n).Clear();
        }
    }
}

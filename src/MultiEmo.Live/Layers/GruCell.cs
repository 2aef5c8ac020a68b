using MultiEmo.Features.Numerics;

namespace MultiEmo.Live.Layers;

/// <summary>
/// A gated recurrent unit with both biases, as torch.nn.GRUCell: r and z = sigmoid(W_i x + b_i + W_h h + b_h),
/// n = tanh(W_i x + b_i + r (W_h h + b_h)), h' = n + z (h - n). The share of the gates that comes from the first inputs is computed for all turns at
/// once before the recurrence.
/// </summary>
internal sealed class GruCell
{
    private readonly Linear hidden;      // (3D, D)
    private readonly int width;

    /// <summary>Reads a cell.</summary>
    /// <param name="weights">The file's tensors.</param>
    /// <param name="name">The cell's name, up to what tells its tensors apart: <c>cell.</c></param>
    /// <param name="ending">What follows the tensors' names.</param>
    /// <param name="first">Width K of the first inputs.</param>
    /// <param name="last">Width of the inputs after them; 0: there are none.</param>
    /// <param name="width">Width D of the state.</param>
    public GruCell(WeightReader weights, string name, string ending, int first, int last, int width)
    {
        this.width = width;
        var all = weights.Take($"{name}weight_ih{ending}", 3 * width, first + last);
        var bias = weights.Take($"{name}bias_ih{ending}", 3 * width);
        hidden = new Linear(weights.Take($"{name}weight_hh{ending}", 3 * width, width), weights.Take($"{name}bias_hh{ending}", 3 * width), 3 * width);
        First = new Linear(last == 0 ? all : Columns(all, 0, first), bias, 3 * width);
        Last = last == 0 ? null : new Linear(Columns(all, first, last), default, 3 * width);

        Memory<float> Columns(Memory<float> matrix, int from, int count)
        {
            var part = AlignedNumbers.Take(3 * width * count);
            for (int row = 0; row < 3 * width; row++)
                matrix.Span.Slice((row * (first + last)) + from, count).CopyTo(part.Span[(row * count)..]);
            return part;
        }
    }

    /// <summary>The share of the gates that comes from the first inputs, with the input bias: (3D, K).</summary>
    public Linear First { get; }

    /// <summary>The share that comes from the inputs after them, without bias: (3D, …); null: there are none.</summary>
    public Linear? Last { get; }

    /// <summary>The numbers that a step reads.</summary>
    public int Size => First.Size + (Last?.Size ?? 0) + hidden.Size;

    /// <summary>One step from the gates of the input.</summary>
    /// <param name="gates">(3D), the input's share of the gates r, z, n.</param>
    /// <param name="state">(D), becomes the next state.</param>
    /// <param name="workspace">For what is needed in between.</param>
    public void Step(ReadOnlySpan<float> gates, Span<float> state, Workspace workspace)
    {
        var mark = workspace.Taken;
        var own = workspace.Span(3 * width);                                                        // (3D)
        hidden.Apply(state, own);
        Activations.Recur(gates, own, state);
        workspace.Rewind(mark);
    }
}

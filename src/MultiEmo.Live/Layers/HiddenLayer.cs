using MultiEmo.Features.Numerics;

namespace MultiEmo.Live.Layers;

/// <summary>W_2 ReLU(W_1 x + b_1) + b_2: the feed-forward network of a MultiAttn layer (eq. 11), and the classifier (eqs. 15-16).</summary>
/// <param name="first">(F, D)</param>
/// <param name="second">(outputs, F)</param>
internal sealed class HiddenLayer(Linear first, Linear second)
{
    /// <summary>The numbers that a turn reads.</summary>
    public int Size => first.Size + second.Size;

    /// <summary>Runs the network.</summary>
    /// <param name="x">(rows, D)</param>
    /// <param name="y">(rows, outputs), overwritten.</param>
    /// <param name="workspace">For what is needed in between.</param>
    public void Apply(ReadOnlySpan<float> x, Span<float> y, Workspace workspace)
    {
        var mark = workspace.Taken;
        int rows = y.Length / second.Outputs;
        var hidden = workspace.Span(rows * first.Outputs);                  // (rows, F)
        first.Apply(x, hidden);
        Activations.Rectify(hidden);
        second.Apply(hidden, y);
        workspace.Rewind(mark);
    }
}

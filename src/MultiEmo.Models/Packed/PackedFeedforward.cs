using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>LayerNorm(x + W_2 ReLU(W_1 x)) (eqs. 11-12).</summary>
/// <param name="tape">The pass.</param>
/// <param name="name">The layer's name in the checkpoint.</param>
/// <param name="dropout">Rate of the two dropouts one after the other, as in the reference program.</param>
internal sealed class PackedFeedforward(Tape tape, string name, double dropout) : IPackedSublayer
{
    private readonly PackedLinear inner = new(tape, $"{name}.ff.linear_W1");
    private readonly PackedLinear outer = new(tape, $"{name}.ff.linear_W2");
    private readonly PackedAddNorm addNorm = new(tape, $"{name}.add_norm_3");
    private Matrix hidden;      // (N, F)
    private Matrix drop;        // (N, D)

    /// <inheritdoc/>
    public void Forward(Matrix x, Matrix y)
    {
        hidden = inner.Forward(x, rectify: true);                   // (N, F)
        var sublayer = outer.Forward(hidden);                       // (N, D)
        drop = tape.Drop(dropout, x.Columns);
        PackedLinear.Multiply(sublayer, drop, tape.Threads);
        addNorm.Forward(x, sublayer, dropout, y);
    }

    /// <inheritdoc/>
    public void Again(Matrix y) => addNorm.Again(y);

    /// <inheritdoc/>
    public void Backward(Matrix x, Matrix dy)
    {
        var mark = tape.Space.Taken;
        var sublayer = addNorm.Backward(dy);                        // (N, D)
        PackedLinear.Multiply(sublayer, drop, tape.Threads);
        outer.Parameters(hidden, sublayer);
        var dHidden = tape.Space.Take(hidden.Rows, hidden.Columns); // (N, F)
        outer.Input(sublayer, dHidden);
        PackedLinear.Rectified(hidden, dHidden, tape.Threads);
        inner.Parameters(x, dHidden);
        inner.Input(dHidden, dy, add: true);
        tape.Space.Rewind(mark);
    }
}

using System.Numerics.Tensors;

namespace MultiEmo.Live.Layers;

/// <summary>
/// The context attention of DialogueRNN, c_t = sum over i &lt; t of softmax_i(w . g_i) g_i, as sums that run along with the turns: no history kept.
/// </summary>
/// <param name="width">D.</param>
internal sealed class RunningContext(int width)
{
    private readonly float[] sum = new float[width];     // states weighted by exp(score - highest)
    private float weight, highest;

    /// <summary>Whether there was a turn.</summary>
    public bool Any => weight > 0;

    /// <summary>c: (D).</summary>
    /// <param name="value">Overwritten.</param>
    public void Read(Span<float> value) => TensorPrimitives.Divide(sum, weight, value);

    /// <summary>Takes one more global state in.</summary>
    /// <param name="state">(D), g.</param>
    /// <param name="score">w . g.</param>
    public void Add(ReadOnlySpan<float> state, float score)
    {
        float most = Any ? Math.Max(highest, score) : score;
        float keep = Any ? MathF.Exp(highest - most) : 0, own = MathF.Exp(score - most);
        TensorPrimitives.Multiply(sum, keep, sum);
        TensorPrimitives.MultiplyAdd(state, own, sum, sum);
        (weight, highest) = ((weight * keep) + own, most);
    }

    /// <summary>Goes back to before the first turn.</summary>
    public void Clear()
    {
        Array.Clear(sum);
        (weight, highest) = (0, 0);
    }
}

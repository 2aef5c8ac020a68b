using System.Numerics.Tensors;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Live.Layers;

/// <summary>Residual connection with LayerNorm after it: LayerNorm(x + sublayer).</summary>
/// <param name="weights">The file's tensors.</param>
/// <param name="name">Its name.</param>
/// <param name="width">D.</param>
internal sealed class AddNorm(WeightReader weights, string name, int width)
{
    private const double Epsilon = 1e-5;
    private readonly Memory<float> gain = weights.Take($"{name}.layer_norm.weight", width);      // (D)
    private readonly Memory<float> bias = weights.Take($"{name}.layer_norm.bias", width);        // (D)

    /// <summary>The numbers that a turn reads.</summary>
    public int Size => gain.Length + bias.Length;

    /// <summary>Adds a sublayer's output, in place.</summary>
    /// <param name="rows">(rows, D), x, then the result.</param>
    /// <param name="sublayer">(rows, D)</param>
    public void Apply(Span<float> rows, ReadOnlySpan<float> sublayer)
    {
        TensorPrimitives.Add(rows, sublayer, rows);
        for (int from = 0; from < rows.Length; from += width)
            Normalization.Forward(rows.Slice(from, width), gain.Span, bias.Span, Epsilon, rows.Slice(from, width));
    }
}

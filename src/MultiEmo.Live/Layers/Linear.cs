using MultiEmo.Features.Numerics;

namespace MultiEmo.Live.Layers;

/// <summary>y = W x + b of one row or many.</summary>
/// <param name="weight">(outputs, inputs), W.</param>
/// <param name="bias">(outputs), b; empty: none.</param>
/// <param name="outputs">The number of outputs.</param>
internal sealed class Linear(Memory<float> weight, Memory<float> bias, int outputs)
{
    /// <summary>The number of outputs.</summary>
    public int Outputs => outputs;

    /// <summary>The numbers that a product reads, W and b.</summary>
    public int Size => weight.Length + bias.Length;

    /// <summary>W.</summary>
    public ReadOnlySpan<float> Weight => weight.Span;

    /// <summary>Computes y.</summary>
    /// <param name="x">(rows, inputs)</param>
    /// <param name="y">(rows, outputs), overwritten.</param>
    /// <param name="threads">At most so many threads.</param>
    public void Apply(ReadOnlySpan<float> x, Span<float> y, int threads = 1) => Affine.Apply(x, weight.Span, bias.Span, y, outputs, threads);

    /// <summary>W x + other, where W has no bias of its own.</summary>
    /// <param name="x">(inputs)</param>
    /// <param name="other">(outputs)</param>
    /// <param name="y">(outputs), overwritten; not <paramref name="other"/>.</param>
    public void Apply(ReadOnlySpan<float> x, ReadOnlySpan<float> other, Span<float> y) => Affine.Apply(x, weight.Span, other, y, outputs);

    /// <summary>The map to some of the outputs alone; it shares its memory.</summary>
    public Linear Part(int from, int count)
    {
        int inputs = weight.Length / outputs;
        return new Linear(weight.Slice(from * inputs, count * inputs), bias.Slice(from, count), count);
    }
}

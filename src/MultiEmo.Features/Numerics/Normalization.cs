using System.Numerics;
using System.Numerics.Tensors;

namespace MultiEmo.Features.Numerics;

/// <summary>LayerNorm of rows and the way back: y = (x - mean) / sqrt(variance + epsilon) * gain + bias.</summary>
public static unsafe class Normalization
{
    /// <summary>Normalises a row in place and writes what comes of it.</summary>
    /// <param name="row">x; becomes (x - mean) / deviation, kept for the way back.</param>
    /// <param name="gain">(D)</param>
    /// <param name="bias">(D)</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="result">y; may be the row itself where there is no way back.</param>
    /// <returns>1 / deviation.</returns>
    public static float Forward(Span<float> row, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, float epsilon, Span<float> result)
    {
        TensorPrimitives.Subtract(row, TensorPrimitives.Sum(row) / row.Length, row);
        float scale = 1 / MathF.Sqrt((TensorPrimitives.SumOfSquares(row) / row.Length) + epsilon);
        TensorPrimitives.Multiply(row, scale, row);
        TensorPrimitives.MultiplyAdd(row, gain, bias, result);
        return scale;
    }

    /// <summary>The gradient of x of a row.</summary>
    /// <param name="gradient">Of y; becomes that of x.</param>
    /// <param name="normal">What the way there kept.</param>
    /// <param name="scale">What the way there returned.</param>
    /// <param name="gain">(D)</param>
    /// <param name="gains">(D), the gradient of gain, added to.</param>
    /// <param name="biases">(D), the gradient of bias, added to.</param>
    public static void Backward(
        Span<float> gradient, ReadOnlySpan<float> normal, float scale, ReadOnlySpan<float> gain, Span<float> gains, Span<float> biases)
    {
        TensorPrimitives.Add(biases, gradient, biases);
        TensorPrimitives.MultiplyAdd(gradient, normal, gains, gains);
        TensorPrimitives.Multiply(gradient, gain, gradient);
        float mean = TensorPrimitives.Sum<float>(gradient) / gradient.Length;
        float along = TensorPrimitives.Dot(gradient, normal) / gradient.Length;
        int i = 0;
        for (; i + Vector<float>.Count <= gradient.Length; i += Vector<float>.Count)
        {
            var off = new Vector<float>(gradient[i..]) - new Vector<float>(mean) - (new Vector<float>(normal[i..]) * along);
            (off * scale).CopyTo(gradient[i..]);
        }
        for (; i < gradient.Length; i++) gradient[i] = (gradient[i] - mean - (normal[i] * along)) * scale;
    }
}

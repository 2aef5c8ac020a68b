using System.Numerics;
using System.Numerics.Tensors;

namespace MultiEmo.Features.Numerics;

/// <summary>LayerNorm of rows and the way back: y = (x - mean) / sqrt(variance + epsilon) * gain + bias.</summary>
public static class Normalization
{
    /// <summary>Normalises a row in place and writes what comes of it.</summary>
    /// <param name="row">x; becomes (x - mean) / deviation, kept for the way back.</param>
    /// <param name="gain">(D)</param>
    /// <param name="bias">(D)</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="result">y; may be the row itself where there is no way back.</param>
    /// <returns>1 / deviation.</returns>
    public static float Forward(Span<float> row, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, double epsilon, Span<float> result)
    {
        float mean = Rows.Sum(row) / row.Length;
        float scale = 1 / (float)Math.Sqrt((SquaresAbout(row, mean) / row.Length) + epsilon);
        Span<Vector<float>> numbers = Rows.Vectors(row), results = Rows.Vectors(result);
        ReadOnlySpan<Vector<float>> gains = Rows.Vectors(gain), biases = Rows.Vectors(bias);
        for (int i = 0; i < numbers.Length; i++)
        {
            var normal = (numbers[i] - new Vector<float>(mean)) * scale;
            numbers[i] = normal;
            results[i] = Vector.FusedMultiplyAdd(normal, gains[i], biases[i]);
        }
        for (int i = numbers.Length * Vector<float>.Count; i < row.Length; i++)
        {
            float normal = (row[i] - mean) * scale;
            row[i] = normal;
            result[i] = MathF.FusedMultiplyAdd(normal, gain[i], bias[i]);
        }
        return scale;
    }

    /// <summary>Writes once more what came of a row.</summary>
    /// <param name="normal">What the way there kept.</param>
    /// <param name="gain">(D)</param>
    /// <param name="bias">(D)</param>
    /// <param name="result">y, the same numbers as then.</param>
    public static void Again(ReadOnlySpan<float> normal, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias, Span<float> result)
    {
        ReadOnlySpan<Vector<float>> numbers = Rows.Vectors(normal), gains = Rows.Vectors(gain), biases = Rows.Vectors(bias);
        var results = Rows.Vectors(result);
        for (int i = 0; i < results.Length; i++) results[i] = Vector.FusedMultiplyAdd(numbers[i], gains[i], biases[i]);
        for (int i = results.Length * Vector<float>.Count; i < result.Length; i++)
            result[i] = MathF.FusedMultiplyAdd(normal[i], gain[i], bias[i]);
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

    private static double SquaresAbout(ReadOnlySpan<float> row, float mean)
    {
        var numbers = Rows.Vectors(row);
        Vector<float> even = default, odd = default, middle = new(mean);
        for (int i = 0; i < numbers.Length; i++)
        {
            var off = numbers[i] - middle;
            (even, odd) = (odd, Vector.FusedMultiplyAdd(off, off, even));
        }
        double sum = Vector.Sum(even + odd);
        for (int i = numbers.Length * Vector<float>.Count; i < row.Length; i++) sum += (row[i] - mean) * (row[i] - mean);
        return sum;
    }
}

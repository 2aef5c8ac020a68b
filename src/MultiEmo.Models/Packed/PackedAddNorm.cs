using System.Numerics.Tensors;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>LayerNorm(x + dropout(sublayer)), which keeps its normalised rows for the way back.</summary>
/// <param name="tape">The pass.</param>
/// <param name="name">The layer's name in the checkpoint.</param>
internal sealed unsafe class PackedAddNorm(Tape tape, string name)
{
    private const double Epsilon = 1e-5;
    private const int Chunk = 256;      // rows whose gradients of gain and bias are summed together, whatever the threads

    private Matrix normal;              // (N, D)
    private Matrix scale;               // (1, N)
    private Matrix drop;                // (N, D)

    private Matrix Gain => tape.Parameters.Value($"{name}.layer_norm.weight");

    private Matrix Bias => tape.Parameters.Value($"{name}.layer_norm.bias");

    /// <summary>Adds and normalises.</summary>
    /// <param name="x">(N, D)</param>
    /// <param name="sublayer">(N, D), overwritten.</param>
    /// <param name="dropout">Rate on the sublayer.</param>
    /// <param name="y">(N, D), overwritten.</param>
    public void Forward(Matrix x, Matrix sublayer, double dropout, Matrix y)
    {
        normal = sublayer;
        scale = tape.Space.Take(1, x.Rows);
        drop = tape.Drop(dropout, x.Columns);
        Matrix gain = Gain, bias = Bias;
        Crew.Rows(x.Rows, tape.Threads, 1, (first, count) =>
        {
            for (int row = first; row < first + count; row++)
            {
                var sum = normal.Row(row);
                if (!drop.IsNone) TensorPrimitives.Multiply(sum, drop.Row(row), sum);
                TensorPrimitives.Add(sum, x.Row(row), sum);
                scale.Data[row] = Normalization.Forward(sum, gain.Row(0), bias.Row(0), Epsilon, y.Row(row));
            }
        });
    }

    /// <summary>Writes y once more.</summary>
    /// <param name="y">(N, D), overwritten.</param>
    public void Again(Matrix y)
    {
        Matrix gain = Gain, bias = Bias;
        Crew.Rows(y.Rows, tape.Threads, 1, (first, count) =>
        {
            for (int row = first; row < first + count; row++) Normalization.Again(normal.Row(row), gain.Row(0), bias.Row(0), y.Row(row));
        });
    }

    /// <summary>The gradients of both.</summary>
    /// <param name="dy">(N, D), becomes the gradient of x.</param>
    /// <param name="apart">Whether the gradient of the sublayer must have memory of its own.</param>
    /// <returns>(N, D), the gradient of the sublayer; else the same memory where nothing was dropped.</returns>
    public Matrix Backward(Matrix dy, bool apart = false)
    {
        int chunks = (dy.Rows + Chunk - 1) / Chunk;
        Matrix gains = tape.Space.TakeZeros(chunks, dy.Columns), biases = tape.Space.TakeZeros(chunks, dy.Columns);
        var gain = Gain;
        Crew.Run(chunks, tape.Threads, chunk =>
        {
            for (int row = chunk * Chunk; row < Math.Min(dy.Rows, (chunk + 1) * Chunk); row++)
                Normalization.Backward(dy.Row(row), normal.Row(row), scale.Data[row], gain.Row(0), gains.Row(chunk), biases.Row(chunk));
        });
        Dense.Bias(gains, tape.Parameters.Gradient($"{name}.layer_norm.weight").Data, 1);
        Dense.Bias(biases, tape.Parameters.Gradient($"{name}.layer_norm.bias").Data, 1);
        if (drop.IsNone && !apart) return dy;
        var sublayer = tape.Space.Take(dy.Rows, dy.Columns);
        Crew.Rows(dy.Rows, tape.Threads, 1, (first, count) =>
        {
            for (int row = first; row < first + count; row++)
                if (drop.IsNone) dy.Row(row).CopyTo(sublayer.Row(row));
                else TensorPrimitives.Multiply(dy.Row(row), drop.Row(row), sublayer.Row(row));
        });
        return sublayer;
    }
}

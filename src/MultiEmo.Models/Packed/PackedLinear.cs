using System.Numerics;
using System.Numerics.Tensors;
using MultiEmo.Features.Numerics;

namespace MultiEmo.Models.Packed;

/// <summary>A layer y = x W^T + b, its gradients under the layer's names.</summary>
/// <param name="tape">The pass.</param>
/// <param name="name">The layer's name in the checkpoint, without <c>.weight</c>.</param>
internal sealed unsafe class PackedLinear(Tape tape, string name)
{
    private Matrix Weight => tape.Parameters.Value($"{name}.weight");

    /// <summary>y of all rows.</summary>
    /// <param name="x">(N, inputs)</param>
    /// <param name="rectify">Whether numbers below 0 become 0.</param>
    /// <returns>(N, outputs)</returns>
    public Matrix Forward(Matrix x, bool rectify = false)
    {
        var y = tape.Space.Take(x.Rows, Weight.Rows);
        Forward(x, y, rectify);
        return y;
    }

    /// <summary>y of all rows.</summary>
    /// <param name="x">(N, inputs)</param>
    /// <param name="y">(N, outputs), overwritten.</param>
    /// <param name="rectify">Whether numbers below 0 become 0.</param>
    public void Forward(Matrix x, Matrix y, bool rectify = false)
    {
        tape.Multiply(x, name, [Weight], y, new Finish(tape.Parameters.Vector($"{name}.bias"), rectify));
    }

    /// <summary>Writes the gradients of W and b.</summary>
    /// <param name="x">(N, inputs)</param>
    /// <param name="dy">(N, outputs)</param>
    public void Parameters(Matrix x, Matrix dy)
    {
        Dense.Weight(dy, x, tape.Parameters.Gradient($"{name}.weight"), tape.Threads);
        Dense.Bias(dy, tape.Parameters.Gradient($"{name}.bias").Data, tape.Threads);
    }

    /// <summary>The gradient of x.</summary>
    /// <param name="dy">(N, outputs)</param>
    /// <param name="dx">(N, inputs)</param>
    /// <param name="add">Whether to add to what is there.</param>
    public void Input(Matrix dy, Matrix dx, bool add = false) => Dense.Input(dy, [Weight], dx, tape.Threads, add);

    /// <summary>Where y is 0 because it was below, its gradient is too.</summary>
    public static void Rectified(Matrix y, Matrix dy, int threads) => Crew.Rows(y.Rows, threads, 1, (first, count) =>
    {
        for (int row = first; row < first + count; row++)
        {
            float* values = y.At(row), gradients = dy.At(row);
            int i = 0;
            for (; i + Vector<float>.Count <= y.Columns; i += Vector<float>.Count)
            {
                var above = Vector.GreaterThan(Vector.Load(values + i), Vector<float>.Zero);
                Vector.ConditionalSelect(above, Vector.Load(gradients + i), Vector<float>.Zero).Store(gradients + i);
            }
            for (; i < y.Columns; i++) gradients[i] = values[i] > 0 ? gradients[i] : 0;
        }
    });

    /// <summary>target *= factors, where there are any.</summary>
    public static void Multiply(Matrix target, Matrix factors, int threads)
    {
        if (factors.IsNone) return;
        Crew.Rows(target.Rows, threads, 1, (first, count) =>
        {
            for (int row = first; row < first + count; row++) TensorPrimitives.Multiply(target.Row(row), factors.Row(row), target.Row(row));
        });
    }
}

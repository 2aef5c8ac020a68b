using System.Numerics.Tensors;

namespace MultiEmo.Features.Numerics;

/// <summary>
/// A layer y = x W^T + b over many rows, and its gradients. W may come in parts that are stacked, such as the heads of an attention.
/// </summary>
public static unsafe class Dense
{
    private const int SumColumns = 16;

    /// <summary>y = x W^T + b.</summary>
    /// <param name="x">(N, inputs)</param>
    /// <param name="weight">(outputs, inputs) together.</param>
    /// <param name="bias">(outputs); null: none.</param>
    /// <param name="y">(N, outputs), overwritten.</param>
    /// <param name="threads">At most so many threads.</param>
    /// <param name="rectify">Whether numbers below 0 become 0.</param>
    public static void Forward(Matrix x, Matrix[] weight, float* bias, Matrix y, int threads, bool rectify = false)
    {
        Product.Of(x, StoredFactor.Transposed(weight), y, new Finish(bias, rectify), threads);
    }

    /// <summary>The gradient of x: dy W.</summary>
    /// <param name="dy">(N, outputs)</param>
    /// <param name="weight">(outputs, inputs) together.</param>
    /// <param name="dx">(N, inputs)</param>
    /// <param name="threads">At most so many threads.</param>
    /// <param name="add">Whether to add to what is there.</param>
    public static void Input(Matrix dy, Matrix[] weight, Matrix dx, int threads, bool add = false)
    {
        Product.Of(dy, StoredFactor.Of(weight), dx, new Finish(add), threads);
    }

    /// <summary>The gradient of W: dy^T x.</summary>
    /// <param name="dy">(N, outputs)</param>
    /// <param name="x">(N, inputs)</param>
    /// <param name="gradient">(outputs, inputs), overwritten.</param>
    /// <param name="threads">At most so many threads.</param>
    public static void Weight(Matrix dy, Matrix x, Matrix gradient, int threads)
    {
        using var panels = Panels.Rent().Fill(StoredFactor.Of(x), threads);
        Product.OfTransposed(dy, panels, gradient, default, threads);
    }

    /// <summary>The gradient of b: the sums of the columns of dy.</summary>
    /// <param name="dy">(N, outputs)</param>
    /// <param name="gradient">(outputs), overwritten.</param>
    /// <param name="threads">At most so many threads.</param>
    public static void Bias(Matrix dy, float* gradient, int threads)
    {
        nint target = (nint)gradient;
        Crew.Rows(dy.Columns, threads, SumColumns, (first, count) =>
        {
            var sums = new Span<float>((float*)target + first, count);
            sums.Clear();
            for (int row = 0; row < dy.Rows; row++) TensorPrimitives.Add(sums, dy.Row(row).Slice(first, count), sums);
        });
    }
}

using MultiEmo.Features.Numerics;
using static TorchSharp.torch;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>
/// How many floating-point operations a second the machine does in products of float32 matrices: the best over a few shapes, by libtorch and by
/// this program's own products.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="threads">Threads to compute with; libtorch is set to them already.</param>
internal sealed class MatrixRate(TimeProvider clock, int threads)
{
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(60);
    private static readonly Shape[] Shapes = [new(1024, 1024, 1024), new(1024, 256, 1024), new(3072, 256, 768)];

    /// <summary>The best rate of some products now, in operations a second.</summary>
    public double Measure() => Shapes.Max(shape => Math.Max(OfLibtorch(shape), OfOurs(shape)));

    private double OfLibtorch(Shape shape)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var (x, weight) = (rand(shape.Rows, shape.Inputs), rand(shape.Inputs, shape.Outputs));      // (N, D), (D, D')
        var y = empty(shape.Rows, shape.Outputs);                                                 // (N, D')
        return Best(shape, () => y.addmm_(x, weight, beta: 0, alpha: 1));
    }

    private double OfOurs(Shape shape)
    {
        using var space = Workspace.Rent();
        Matrix x = space.TakeZeros(shape.Rows, shape.Inputs), y = space.Take(shape.Rows, shape.Outputs);
        using var weight = Panels.Rent().Fill(StoredFactor.Of(space.TakeZeros(shape.Inputs, shape.Outputs)), threads);
        return Best(shape, () => Product.Of(x, weight, y, default, threads));
    }

    private double Best(Shape shape, Action product)
    {
        double best = double.MaxValue;
        long begun = clock.GetTimestamp();
        do
        {
            long start = clock.GetTimestamp();
            product();
            best = Math.Min(best, clock.GetElapsedTime(start).TotalSeconds);
        }
        while (clock.GetElapsedTime(begun) < Enough);
        return 2.0 * shape.Rows * shape.Inputs * shape.Outputs / best;
    }

    private sealed record Shape(int Rows, int Inputs, int Outputs);
}

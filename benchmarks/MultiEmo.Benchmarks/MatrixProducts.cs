using BenchmarkDotNet.Attributes;
using MultiEmo.Cli.Terminal;
using MultiEmo.Features.Numerics;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Benchmarks;

/// <summary>Products of the model's sizes, by libtorch and by this program.</summary>
public class MatrixProducts
{
    private Tensor x = null!;
    private Tensor weight = null!;
    private Tensor product = null!;
    private Scratch rows = null!;
    private Scratch columns = null!;
    private Scratch sums = null!;

    /// <summary>Rows, inputs and outputs: a step of the recurrence, a projection, the first half of a feed-forward part, and a square.</summary>
    [ParamsSource(nameof(Sizes))]
    public string Size { get; set; } = "";

    /// <summary>The sizes to measure.</summary>
    public virtual IEnumerable<string> Sizes => ["100x256x768", "1024x256x256", "1024x256x1024", "1024x1024x1024"];

    /// <summary>Fills the matrices.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        Computer.Open("cpu", null);
        int[] size = [.. Size.Split('x').Select(int.Parse)];
        (x, weight, product) = (rand(size[0], size[1]), rand(size[1], size[2]), empty(size[0], size[2]));
        (rows, columns, sums) = (new Scratch(size[0] * size[1]), new Scratch(size[1] * size[2]), new Scratch(size[0] * size[2]));
        rows.Span.Fill(0.5f);
        columns.Span.Fill(0.25f);
    }

    /// <summary>libtorch's product.</summary>
    [Benchmark]
    public Tensor Libtorch() => product.addmm_(x, weight, beta: 0, alpha: 1);

    /// <summary>This program's product.</summary>
    [Benchmark]
    public void Managed() =>
        Affine.Apply(rows.Span, columns.Span, default, sums.Span, (int)product.shape[1], get_num_threads());

    /// <summary>Frees the matrices.</summary>
    [GlobalCleanup]
    public void Free()
    {
        foreach (var tensor in new[] { x, weight, product }) tensor.Dispose();
        foreach (var piece in new[] { rows, columns, sums }) piece.Dispose();
    }
}

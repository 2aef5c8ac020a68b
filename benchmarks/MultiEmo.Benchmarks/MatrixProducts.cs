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
    private Workspace space = null!;
    private Panels panels = null!;
    private Matrix rows;
    private Matrix sums;

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
        space = Workspace.Rent();
        (rows, sums) = (space.TakeZeros(size[0], size[1]), space.Take(size[0], size[2]));
        panels = Panels.Rent().Fill(StoredFactor.Of(space.TakeZeros(size[1], size[2])));
    }

    /// <summary>libtorch's product.</summary>
    [Benchmark]
    public Tensor Libtorch() => product.addmm_(x, weight, beta: 0, alpha: 1);

    /// <summary>This program's product.</summary>
    [Benchmark]
    public void Managed() => Product.Of(rows, panels, sums, default, get_num_threads());

    /// <summary>Frees the matrices.</summary>
    [GlobalCleanup]
    public void Free()
    {
        foreach (var tensor in new[] { x, weight, product }) tensor.Dispose();
        panels.Dispose();
        space.Dispose();
    }
}

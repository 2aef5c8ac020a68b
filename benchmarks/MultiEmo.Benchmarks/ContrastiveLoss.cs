using BenchmarkDotNet.Attributes;
using MultiEmo.Cli.Terminal;
using MultiEmo.Models;
using MultiEmo.Models.Losses;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Benchmarks;

/// <summary>SWFC over the turns of 64 conversations like those of IEMOCAP.</summary>
public class ContrastiveLoss
{
    private readonly SwfcLoss loss = new(new LossSettings { Temperature = 0.8, Focus = 2.4, SampleWeight = 1.1 }, [504, 839, 1324, 933, 742, 1468]);
    private Tensor z = null!;
    private Tensor labels = null!;

    /// <summary>N.</summary>
    protected virtual int Turns => 3066;

    /// <summary>Draws the features.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        Computer.Open("cpu", null);
        z = rand(Turns, 256, requires_grad: true);                                                    // (N, D)
        labels = tensor(Enumerable.Range(0, Turns).Select(turn => turn % 6L).ToArray());                 // (N)
    }

    /// <summary>The value.</summary>
    [Benchmark]
    public double Value()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        return Scalars.Value(loss.Of(z, labels));
    }

    /// <summary>The value and its gradient.</summary>
    [Benchmark]
    public double Gradient()
    {
        using var scope = NewDisposeScope();
        z.grad = null;
        var value = loss.Of(z, labels);                                                               // ()
        value.backward();
        return Scalars.Value(value);
    }

    /// <summary>Frees the features.</summary>
    [GlobalCleanup]
    public void Free()
    {
        z.Dispose();
        labels.Dispose();
    }
}

using BenchmarkDotNet.Attributes;
using MultiEmo.Cli.Benchmarking;
using MultiEmo.Cli.Terminal;
using MultiEmo.Models;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Benchmarks;

/// <summary>A step of Adam over the parameters of the recipe meld, all of which have a gradient here.</summary>
public class AdamStep
{
    private nn.Module<ConversationBatch, Scores> model = null!;
    private Adam adam = null!;

    /// <summary>Model width D.</summary>
    protected virtual int Width => 256;

    /// <summary>Draws parameters and gradients.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        Computer.Open("cpu", null);
        model = Network.Create(Workload.Meld(1).Architecture with { Width = Width });
        foreach (var (_, parameter) in model.named_parameters()) parameter.grad = rand_like(parameter);
        adam = new Adam(model.named_parameters(), learningRate: 1e-4, weightDecay: 1e-5);
    }

    /// <summary>Moments and parameters.</summary>
    [Benchmark]
    public void Step() => adam.Step();

    /// <summary>Frees parameters and moments.</summary>
    [GlobalCleanup]
    public void Free()
    {
        adam.Dispose();
        model.Dispose();
    }
}

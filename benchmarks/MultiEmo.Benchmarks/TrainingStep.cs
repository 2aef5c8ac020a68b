using BenchmarkDotNet.Attributes;
using MultiEmo.Cli.Benchmarking;
using MultiEmo.Cli.Terminal;
using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Benchmarks;

/// <summary>A training step of the recipe meld at full size.</summary>
public class TrainingStep
{
    private TrainingState state = null!;
    private TrainingEpoch epoch = null!;
    private TotalLoss loss = null!;

    /// <summary>Conversations of the batch.</summary>
    protected virtual int Conversations => 100;

    /// <summary>Draws the network and invents the batch.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        Computer.Open("cpu", null);
        var workload = Workload.Meld(2 * Conversations);
        var batch = workload.Train.Subset([.. Enumerable.Range(0, Conversations)]);
        Seeds.Start(1);
        state = new TrainingState(Network.Create(workload.Architecture), workload.Recipe);
        epoch = new TrainingEpoch(workload.Recipe, batch, 1, CPU);
        loss = new TotalLoss(workload.Recipe.Loss, batch.ClassCounts());
    }

    /// <summary>Batch, scores, losses, gradients and Adam.</summary>
    [Benchmark]
    public LossSums Step() => epoch.Run(state, loss, new Synchronous<TrainingProgress>(_ => { }), default);

    /// <summary>Frees the network.</summary>
    [GlobalCleanup]
    public void Free() => state.Dispose();
}

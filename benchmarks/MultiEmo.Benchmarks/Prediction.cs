using BenchmarkDotNet.Attributes;
using MultiEmo.Cli.Benchmarking;
using MultiEmo.Cli.Terminal;
using MultiEmo.Models;
using static TorchSharp.torch;

namespace MultiEmo.Benchmarks;

/// <summary>The emotions of conversations like those of MELD's test split, from their features.</summary>
public class Prediction
{
    private nn.Module<ConversationBatch, Scores> model = null!;
    private ConversationDataset data = null!;

    /// <summary>Conversations to predict.</summary>
    protected virtual int Conversations => 280;

    /// <summary>Draws the network and invents the conversations.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        Computer.Open("cpu", null);
        var workload = Workload.Meld(1);
        model = Network.Create(workload.Architecture);
        data = new InventedCorpus(CorpusShape.Meld, 1).Take(Conversations, 33);
    }

    /// <summary>The logits of every turn.</summary>
    [Benchmark]
    public float[] Predict() => Inference.Logits(model, data, Inference.ByLength(data, 100), CPU);

    /// <summary>Frees the network.</summary>
    [GlobalCleanup]
    public void Free() => model.Dispose();
}

using BenchmarkDotNet.Attributes;
using MultiEmo.Cli.Benchmarking;
using MultiEmo.Cli.Terminal;
using MultiEmo.Models;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Benchmarks;

/// <summary>One DialogueRNN over the turns of a batch like MELD's.</summary>
public class RecurrentPass
{
    private const int Width = 256;

    private DialogueRnn recurrence = null!;
    private Tensor input = null!;
    private ConversationBatch batch = null!;

    /// <summary>Conversations of the batch.</summary>
    protected virtual int Conversations => 100;

    /// <summary>Draws the network and invents the turns.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        Computer.Open("cpu", null);
        var data = new InventedCorpus(CorpusShape.Meld, 1).Take(Conversations, 24);
        batch = new BatchBuilder(data).Build([.. Enumerable.Range(0, Conversations)]);
        recurrence = new DialogueRnn(Width);
        input = rand(batch.Mask.shape[1], Conversations, Width);                                      // (T, B, D)
    }

    /// <summary>All states.</summary>
    [Benchmark]
    public float Forward()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        return Emotions().sum().item<float>();
    }

    /// <summary>All states, and the gradients of the parameters.</summary>
    [Benchmark]
    public void Backward()
    {
        using var scope = NewDisposeScope();
        recurrence.zero_grad();
        Emotions().sum().backward();
    }

    /// <summary>Frees the network and the turns.</summary>
    [GlobalCleanup]
    public void Free()
    {
        recurrence.Dispose();
        input.Dispose();
        batch.Dispose();
    }

    private Tensor Emotions() => recurrence.call(input, TurnOrder.Of(batch, Width), 0).Emotion;       // (T, B, D)
}

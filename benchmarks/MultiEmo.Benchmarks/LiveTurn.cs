using BenchmarkDotNet.Attributes;
using MultiEmo.Cli.Benchmarking;
using MultiEmo.Live;

namespace MultiEmo.Benchmarks;

/// <summary>One more turn of a live conversation on one thread, beside one reading of the weights that it uses.</summary>
public class LiveTurn
{
    private TemporaryRun run = null!;
    private Workload workload = null!;
    private LiveRecognizer recognizer = null!;
    private LiveConversation conversation = null!;
    private float[] weights = [];

    /// <summary>Like MELD: forward only; like IEMOCAP: bidirectional.</summary>
    [Params("meld", "iemocap")]
    public string Like { get; set; } = "";

    /// <summary>Which turn it is, from 1.</summary>
    [ParamsSource(nameof(Turns))]
    public int Turn { get; set; }

    /// <summary>The turns to measure.</summary>
    public virtual IEnumerable<int> Turns => [1, 30, 100];

    /// <summary>Draws the model.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        workload = Like == "meld" ? Workload.Meld(20) : Workload.Iemocap(20);
        run = new TemporaryRun(workload.Architecture);
        recognizer = LiveRecognizer.Load(run.Path);
        weights = [.. Enumerable.Range(0, recognizer.Model.Size).Select(i => i % 7f)];
    }

    /// <summary>The turns before.</summary>
    [IterationSetup]
    public void Begin()
    {
        conversation = recognizer.Begin();
        for (int turn = 0; turn < Turn - 1; turn++) Add(turn);
    }

    /// <summary>One reading of the weights.</summary>
    [Benchmark(Baseline = true)]
    public float Reading() => WeightReading.Sum(weights);

    /// <summary>The turn.</summary>
    [Benchmark]
    public string Answer() => Add(Turn - 1);

    /// <summary>Deletes the model.</summary>
    [GlobalCleanup]
    public void Free() => run.Dispose();

    private string Add(int turn) => conversation.Add(LivePart.Said(turn), LivePart.Invented(workload.Test, turn)).Emotion;
}

using MultiEmo.Storage;
using MultiEmo.Training;

namespace MultiEmo.Tests.Training;

/// <summary>Two runs on one tiny corpus, trained once for all tests that only look at them.</summary>
public sealed class FinishedRun : IDisposable
{
    public FinishedRun()
    {
        Run = Tiny.TrainRun("run", seeds: [1, 3]);
        Baseline = Tiny.TrainRun("baseline", TinyRun.Baseline);
    }

    public TinyRun Tiny { get; } = new();

    public RunFolder Run { get; }

    public RunFolder Baseline { get; }

    public SeedFolder Seed => Run.Seed(1);

    public TrainingData Data => Tiny.Data();

    public void Dispose() => Tiny.Dispose();
}

using MultiEmo.Training;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>Takes the times of an epoch's first steps and ends it after enough of them.</summary>
internal sealed class StepClock : IProgress<TrainingProgress>, IDisposable
{
    private const int Least = 2, Most = 5;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(5);

    private readonly BenchSettings settings;
    private readonly CancellationTokenSource stop;
    private readonly List<double> seconds = [];
    private readonly long begun;
    private long last;

    /// <summary>Starts the clock.</summary>
    public StepClock(BenchSettings settings)
    {
        this.settings = settings;
        stop = CancellationTokenSource.CreateLinkedTokenSource(settings.Stop);
        begun = last = settings.Clock.GetTimestamp();
    }

    /// <summary>The seconds of each step so far.</summary>
    public IReadOnlyList<double> Seconds => seconds;

    /// <summary>Cancelled when there are enough steps.</summary>
    public CancellationToken Stop => stop.Token;

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        long now = settings.Clock.GetTimestamp();
        seconds.Add(settings.Clock.GetElapsedTime(last, now).TotalSeconds);
        last = now;
        if (seconds.Count == Most || (seconds.Count >= Least && settings.Clock.GetElapsedTime(begun, now) > Enough)) stop.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => stop.Dispose();
}

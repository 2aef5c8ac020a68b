using System.Globalization;
using MultiEmo.Training;
using Spectre.Console;

namespace MultiEmo.Cli.Terminal;

/// <summary>Shows a training: a bar per seed where somebody watches, else a line per epoch.</summary>
/// <param name="lines">Takes the lines.</param>
/// <param name="mark">What stands beside every score, in brackets; empty: nothing.</param>
internal sealed class TrainingView(Action<string> lines, string mark = "")
{
    private readonly Dictionary<int, EpochReport> best = [];
    private readonly Dictionary<int, ProgressTask> bars = [];

    /// <summary>Runs a training and shows it.</summary>
    /// <param name="live">Whether bars may be drawn.</param>
    /// <param name="train">The training; takes the progress to report to.</param>
    public void Run(bool live, Action<IProgress<TrainingProgress>> train)
    {
        if (live) AnsiConsole.Progress().AutoClear(false).Columns(Columns).Start(context => Live(context, train));
        else train(new Synchronous<TrainingProgress>(Lines));
    }

    private static ProgressColumn[] Columns =>
        [new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 14 }, new ElapsedTimeColumn()];

    private void Live(ProgressContext context, Action<IProgress<TrainingProgress>> train)
    {
        if (mark.Length > 0) lines($"The F1 of the epochs is{mark}.");
        train(new Synchronous<TrainingProgress>(progress => Draw(context, progress)));
        foreach (var bar in bars.Values) End(bar);
    }

    private void Draw(ProgressContext context, TrainingProgress progress)
    {
        if (!bars.TryGetValue(progress.Seed, out var bar))
        {
            foreach (var earlier in bars.Values) End(earlier);
            bars[progress.Seed] = bar = context.AddTask($"seed {progress.Seed}", maxValue: progress.Epochs);
        }
        double part = progress.Last is null && progress.Batches > 0 ? (double)progress.Batch / progress.Batches : 1;
        bar.Value = progress.Epoch - 1 + part;
        if (progress.Last is { } epoch) bar.Description = $"seed {progress.Seed}  {Words(progress, epoch)}";
    }

    // A training that ended early has done all that it will.
    private static void End(ProgressTask task)
    {
        task.Value = task.MaxValue;
        task.StopTask();
    }

    private void Lines(TrainingProgress progress)
    {
        if (progress.Last is { } epoch) lines($"seed {progress.Seed}  epoch {Words(progress, epoch)}{mark}");
    }

    private string Words(TrainingProgress progress, EpochReport epoch)
    {
        if (epoch.Best || !best.ContainsKey(progress.Seed)) best[progress.Seed] = epoch;
        double score = 100 * epoch.SelectionF1, bestScore = 100 * best[progress.Seed].SelectionF1;
        return string.Create(CultureInfo.InvariantCulture,
            $"{epoch.Epoch}/{progress.Epochs}  loss {epoch.TrainLoss:0.00}  F1 {score:0.00}  best {bestScore:0.00}");
    }
}

using System.Globalization;
using MultiEmo.Training;
using Spectre.Console;

namespace MultiEmo.Cli.Terminal;

/// <summary>Shows a training: a bar per seed where somebody watches, else a line per epoch.</summary>
/// <param name="lines">Takes the lines.</param>
internal sealed class TrainingView(Action<string> lines)
{
    private readonly Dictionary<int, EpochReport> best = [];

    /// <summary>Runs a training and shows it.</summary>
    /// <param name="live">Whether bars may be drawn.</param>
    /// <param name="train">The training; takes the progress to report to.</param>
    public void Run(bool live, Action<IProgress<TrainingProgress>> train)
    {
        if (live) AnsiConsole.Progress().AutoClear(false).Columns(Columns).Start(context => train(new Synchronous<TrainingProgress>(Bars(context))));
        else train(new Synchronous<TrainingProgress>(Lines));
    }

    private static ProgressColumn[] Columns =>
        [new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 14 }, new ElapsedTimeColumn()];

    private Action<TrainingProgress> Bars(ProgressContext context)
    {
        var tasks = new Dictionary<int, ProgressTask>();
        return progress =>
        {
            foreach (var (seed, earlier) in tasks) if (seed != progress.Seed) earlier.StopTask();
            if (!tasks.TryGetValue(progress.Seed, out var task))
                tasks[progress.Seed] = task = context.AddTask(Markup.Escape($"seed {progress.Seed}"), maxValue: progress.Epochs);
            double part = progress.Last is null && progress.Batches > 0 ? (double)progress.Batch / progress.Batches : 1;
            task.Value = progress.Epoch - 1 + part;
            if (progress.Last is { } epoch) task.Description = Markup.Escape($"seed {progress.Seed}  {Words(progress, epoch)}");
        };
    }

    private void Lines(TrainingProgress progress)
    {
        if (progress.Last is { } epoch) lines($"seed {progress.Seed}  epoch {Words(progress, epoch)}");
    }

    private string Words(TrainingProgress progress, EpochReport epoch)
    {
        if (epoch.Best || !best.ContainsKey(progress.Seed)) best[progress.Seed] = epoch;
        return string.Create(CultureInfo.InvariantCulture,
            $"{epoch.Epoch}/{progress.Epochs}  loss {epoch.TrainLoss:0.00}  F1 {100 * epoch.SelectionF1:0.00}  best {100 * best[progress.Seed].SelectionF1:0.00}");
    }
}

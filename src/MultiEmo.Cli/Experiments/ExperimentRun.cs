using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Results;
using MultiEmo.Evaluation.Statistics;
using MultiEmo.Storage;
using MultiEmo.Training.Experiments;

namespace MultiEmo.Cli.Experiments;

/// <summary>Trains and evaluates the cells of an experiment and writes its tables after each.</summary>
/// <param name="plan">The experiment.</param>
/// <param name="folder">Where it lies.</param>
/// <param name="corpus">The corpus.</param>
internal sealed class ExperimentRun(ExperimentPlan plan, ExperimentFolder folder, Corpus corpus)
{
    /// <summary>Pairs of emotions whose confusion the tables tell; null: the usual ones that the labels have.</summary>
    public IReadOnlyList<EmotionPair>? Pairs { get; init; }

    private readonly ConcurrentDictionary<string, string> faults = new();
    private readonly Lock writing = new();

    /// <summary>The cells that failed, with the reason.</summary>
    public IReadOnlyDictionary<string, string> Faults => faults;

    /// <summary>Runs what is not there yet.</summary>
    /// <param name="jobs">Cells at a time.</param>
    /// <param name="stop">Ends all trainings; what is there can be resumed.</param>
    public void Run(int jobs, CancellationToken stop)
    {
        var work = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = stop };
        Parallel.ForEachAsync(plan.Experiment.Cells.Where(cell => cell.Skipped is null), work, Run).GetAwaiter().GetResult();
        Tables = Tables with { Comparison = Compared() };
        Write();
    }

    /// <summary>The tables of what is there.</summary>
    public ExperimentTables Tables { get; private set; } = new(plan.Experiment.Name, corpus.Name, [], null) { Note = corpus.Note };

    private async ValueTask Run(ExperimentCell cell, CancellationToken stop)
    {
        if (Kept(cell) is not null) { Screen.Step($"{cell.Name}: there already"); return; }
        var watch = Stopwatch.StartNew();
        string threads = plan.Threads.ToString(CultureInfo.InvariantCulture), run = folder.Run(cell);
        try
        {
            await CellProcess.Run(["train", plan.Corpus, "--recipe", folder.Recipe(cell), "--output", run, "--seeds", string.Join(',', plan.Seeds),
                "--threads", threads, "--resume"], stop);
            await CellProcess.Run(["evaluate", run, "--threads", threads], stop);
            Screen.Step($"{cell.Name}: {Kept(cell)!.WeightedF1} weighted F1, {watch.Elapsed.TotalSeconds:0} s");
        }
        catch (BadInputException fault)
        {
            faults[cell.Name] = fault.Problem;
            Screen.Step($"{cell.Name}: failed: {fault.Problem}");
        }
        Write();
    }

    private Comparison? Compared()
    {
        var cells = plan.Scored(folder);
        if (cells.Count < 2) return null;
        ComparedSystem[] systems = [.. cells.Select(cell => ComparedSystem.Open(folder.Run(cell)))];
        var emotions = ComparedSystem.Emotions(systems, null);
        return ComparedSystem.Compare(systems, [.. systems.Zip(cells, (system, cell) => system.Read(emotions, cell.Name))], emotions, Pairs);
    }

    private ExperimentRow Row(ExperimentCell cell)
    {
        if (cell.Skipped is { } reason) return new(cell.Name, null) { Note = $"Not run: {reason}." };
        if (faults.TryGetValue(cell.Name, out string? fault)) return new(cell.Name, null) { Note = $"Failed: {fault.TrimEnd('.')}." };
        return Kept(cell) is { } summary ? new(cell.Name, summary) { Note = cell.Note } : new(cell.Name, null) { Note = "Not run yet." };
    }

    private SeedSummary? Kept(ExperimentCell cell) => plan.Kept(folder, cell);

    private void Write()
    {
        lock (writing)
        {
            Tables = Tables with { Rows = [.. plan.Experiment.Cells.Select(Row)], Published = plan.Published(corpus.Name) };
            AtomicFile.WriteText(folder.Results("md"), Tables.ToMarkdown());
            AtomicFile.WriteText(folder.Results("csv"), Tables.ToCsv());
            AtomicFile.WriteText(folder.Results("tex"), Tables.ToLatex());
            Json.Write(folder.Results("json"), Tables.ToJson());
        }
    }
}

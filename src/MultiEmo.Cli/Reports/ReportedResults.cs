using MultiEmo.Cli.Experiments;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Results;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Cli.Reports;

/// <summary>What a report is about: runs beside each other, the first of which is the reference.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Runs">At least one run, all on one corpus.</param>
internal sealed record ReportedResults(string Title, IReadOnlyList<ReportedRun> Runs)
{
    /// <summary>Cells of an experiment that have no scores, and what has to be known of those that have, sentences.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Rows of the paper on this corpus; null where there are none.</summary>
    public PublishedTable? Published { get; init; }

    /// <summary>Opens runs, or the folder of one experiment.</summary>
    /// <exception cref="BadInputException">Neither; runs of several corpora; runs without scores.</exception>
    public static ReportedResults Open(IReadOnlyList<string> paths)
    {
        if (paths.FirstOrDefault(ExperimentFolder.Holds) is not { } experiment) return OfRuns(paths);
        if (paths.Count == 1) return OfExperiment(new ExperimentFolder(experiment));
        throw new BadInputException("is an experiment, which has a report of its own", "name it alone, or runs of it, which lie in its folder runs",
            experiment);
    }

    /// <summary>How sure the scores and their differences are; null where the runs did not predict the same utterances.</summary>
    /// <param name="pairs">Pairs of emotions whose confusion is told; null: the usual ones that the labels have.</param>
    public Comparison? Compared(IReadOnlyList<EmotionPair>? pairs)
    {
        ComparedSystem[] systems = [.. Runs.Select(run => new ComparedSystem(run.Path, run.Run))];
        SystemTables[] tables = [.. Runs.Select(run => new SystemTables(run.Name, run.Predictions))];
        try
        {
            return ComparedSystem.Compare(systems, tables, ComparedSystem.Emotions(systems, null), pairs);
        }
        catch (BadInputException)
        {
            return null;
        }
    }

    private static ReportedResults OfRuns(IReadOnlyList<string> paths)
    {
        ReportedRun[] opened = [.. paths.Select(path => ReportedRun.Open(path))];
        bool Alone(ReportedRun run) => opened.Count(other => other.Name == run.Name) == 1;
        ReportedRun[] runs = [.. opened.Select(run => Alone(run) ? run : run with { Name = $"{run.Name} ({run.Path})" })];
        string corpus = runs[0].Run.Data.Corpus;
        if (runs.FirstOrDefault(run => run.Run.Data.Corpus != corpus) is { } other)
            throw new BadInputException($"was trained on {other.Run.Data.Corpus}, {runs[0].Path} on {corpus}", "report runs of one corpus together",
                other.Path);
        return new ReportedResults(runs.Length == 1 ? $"{runs[0].Name} on {corpus}" : $"Results on {corpus}", runs)
        {
            Published = PublishedResults.All.FirstOrDefault(table => table.Corpus == corpus),
        };
    }

    private static ReportedResults OfExperiment(ExperimentFolder folder)
    {
        var plan = folder.Plan();
        ReportedRun[] runs = [.. plan.Scored(folder).Select(cell => ReportedRun.Open(folder.Run(cell), cell.Name))];
        if (runs.Length == 0)
            throw new BadInputException("has no cell with scores yet", "let 'multiemo experiment … --resume' finish at least one", folder.Path);
        string corpus = runs[0].Run.Data.Corpus;
        return new ReportedResults($"{plan.Experiment.Name} on {corpus}", runs)
        {
            Remarks = [.. plan.Experiment.Cells.Select(cell => Remark(cell, runs)).OfType<string>()],
            Published = plan.Published(corpus),
        };
    }

    private static string? Remark(Training.Experiments.ExperimentCell cell, ReportedRun[] runs)
    {
        if (cell.Skipped is { } reason) return $"{cell.Name}: not run: {reason}.";
        if (runs.All(run => run.Name != cell.Name)) return $"{cell.Name}: has no scores; it failed or was not run yet.";
        return cell.Note is { } note ? $"{cell.Name}: {note}" : null;
    }
}

using MultiEmo.Evaluation.Charts;
using MultiEmo.Evaluation.Statistics;
using MultiEmo.Training.Experiments;

namespace MultiEmo.Cli.Reports;

/// <summary>All figures of a report.</summary>
internal sealed class ReportFigures
{
    /// <summary>The most runs that are all shown with everything; of more, the reference is, and of the others what their files hold.</summary>
    public const int MostWhole = 3;

    private readonly Dictionary<string, IReadOnlyList<ReportFigure>> ofRuns = [];

    /// <summary>Those of the corpus, and of all runs together.</summary>
    public required IReadOnlyList<ReportFigure> Shared { get; init; }

    /// <summary>All, shared ones first.</summary>
    public IEnumerable<ReportFigure> All => Shared.Concat(ofRuns.Values.SelectMany(figures => figures));

    /// <summary>Those of a run.</summary>
    public IReadOnlyList<ReportFigure> Of(ReportedRun run) => ofRuns[run.Name];

    /// <summary>Draws them.</summary>
    /// <param name="results">What the report is about.</param>
    /// <param name="corpus">The corpus; null where it is not there.</param>
    /// <param name="comparison">How sure the scores are; null where that is not known.</param>
    /// <param name="conversation">The conversation to draw; null: a lively one.</param>
    /// <param name="stop">Ends the work early.</param>
    public static ReportFigures Of(
        ReportedResults results, ReportedCorpus? corpus, Comparison? comparison, string? conversation, CancellationToken stop)
    {
        var figures = new ReportFigures { Shared = [.. Together(results, corpus, comparison)] };
        foreach (var (place, run) in results.Runs.Index())
        {
            var own = new RunFigures(run, corpus, results.Runs.Count == 1 ? "" : $"{ExperimentCell.FolderOf(run.Name)}-");
            bool whole = place == 0 || results.Runs.Count <= MostWhole;
            figures.ofRuns[run.Name] = [.. own.FromFiles(), .. whole ? own.FromCorpus(conversation, stop) : []];
        }
        return figures;
    }

    /// <summary>Writes each as PNG and as SVG.</summary>
    /// <param name="folder">Where; made if missing.</param>
    public void Write(string folder)
    {
        foreach (var figure in All)
            foreach (string ending in ChartFile.Endings) ChartFile.Write(Path.Combine(folder, figure.Name + ending), figure.Chart);
    }

    private static IEnumerable<ReportFigure> Together(ReportedResults results, ReportedCorpus? corpus, Comparison? comparison)
    {
        if (corpus?.Counts() is { Count: > 0 } counts)
            yield return new("classes", "How unequally the emotions are filled: labelled utterances in each split.",
                ClassCountChart.Of(results.Runs[0].Run.Data.Corpus, corpus.Labels, counts));
        if (comparison is { Systems.Count: > 1 })
            yield return new("scores",
                "Weighted F1 on the test split: small bars are seeds, diamonds their means, lines the 95 % intervals over seeds and conversations. "
                    + "Intervals of two systems may overlap though their difference is sure, since both met the same conversations; "
                    + "the table above has the differences.",
                ScoreChart.Of(results.Title, comparison));
    }
}

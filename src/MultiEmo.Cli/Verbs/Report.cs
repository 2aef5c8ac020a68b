using System.CommandLine;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Results;
using MultiEmo.Storage;
using MultiEmo.Training;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo report: a page of results from run folders.</summary>
internal static class Report
{
    private static readonly Argument<string[]> Runs = new("RUN")
    {
        Description = "Evaluated runs, in the order of the page.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Output = Options.Output("Markdown file to write.");

    /// <summary>The verb.</summary>
    public static Command Create() => new Verb("report", "Writes a page of results from run folders that 'evaluate' has scored.", Run,
        "multiemo report runs/meld-tfidf runs/meld runs/logistic-regression --output docs/results.md")
    { Runs, Output };

    private static int Run(ParseResult parsed)
    {
        RunResult[] results = [.. parsed.GetRequiredValue(Runs).Select(path => Result(TrainedRun.Open(path)))];
        string output = parsed.GetRequiredValue(Output);
        AtomicFile.WriteText(output, ResultsPage.Build(results));
        foreach (var result in results) Screen.Line($"{result.Name,-28} {result.Summary.WeightedF1} ({result.Selection.Phrase()})");
        Screen.Line(output);
        return 0;
    }

    private static RunResult Result(TrainedRun run)
    {
        string path = run.Folder.Path, remedy = $"score them with 'multiemo evaluate {Quoting.Word(path)}'";
        var summary = run.Kept(Split.Test) ?? throw new BadInputException("has seeds without scores on the test split", remedy, path);
        return new RunResult(run.Recipe.Name, run.Data.Corpus, Split.Test.Name(), summary)
        {
            Features = run.Features,
            Selection = run.Selection,
            Notes = [.. new[] { run.Data.Note, Unfinished(run) }.OfType<string>()],
            Origin = Origin(run),
        };
    }

    private static string? Unfinished(TrainedRun run) =>
        run.Unfinished.Count == 0 ? null : $"Unfinished seeds are left out: {string.Join(", ", run.Unfinished)}.";

    private static string Origin(TrainedRun run)
    {
        var place = TrainingEnvironment.Read(run.Finished[0]);
        string folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(run.Folder.Path)));
        string seeds = string.Join(", ", run.Finished.Select(seed => seed.Seed));
        string program = $"MultiEmo {place.MultiEmo}, TorchSharp {place.TorchSharp}";
        return $"Run folder {folder}, seeds {seeds}; {program}; {place.Device}, {place.Threads} threads, {place.System}.";
    }
}

using System.CommandLine;
using MultiEmo.Cli.Experiments;
using MultiEmo.Cli.Reports;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Results;
using MultiEmo.Evaluation.Statistics;
using MultiEmo.Storage;
using MultiEmo.Training;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo report: a page of results from run folders or an experiment.</summary>
internal static class Report
{
    private static readonly Argument<string[]> Sources = new("RUN")
    {
        Description = "Evaluated runs in the order of the page, the reference first; or the folder of an experiment (as .md of several).",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string> Output = Options.Output("File to write: .html, one page with everything, or .md, tables alone.");
    private static readonly Option<string?> Figures = new("--figures") { Description = "Folder for the page's figures as PNG and SVG files." };
    private static readonly Option<string?> Corpus = new("--corpus")
    {
        Description = "The prepared corpus of the runs (default: where it lay in training); without it the page has no words.",
    };

    private static readonly Option<string?> Conversation = new("--conversation")
    {
        Description = "Id of the test conversation whose emotions are drawn (default: a lively one).",
    };

    private static readonly Option<string[]> Pair = Options.Pairs();

    /// <summary>The verb.</summary>
    public static Command Create() => new Verb("report", "Writes a page of results from runs that 'evaluate' has scored.", Run,
        "multiemo report runs/meld --output report.html --figures figures",
        "multiemo report results/ablations --output ablations.html",
        "multiemo report runs/meld-tfidf runs/logistic-regression results/ablations results/modalities --output docs/results.md")
    { Sources, Output, Figures, Corpus, Conversation, Pair };

    private static int Run(ParseResult parsed)
    {
        string output = parsed.GetRequiredValue(Output);
        string[] sources = parsed.GetRequiredValue(Sources);
        switch (Path.GetExtension(output).ToLowerInvariant())
        {
            case ".md":
                Tables(sources, output);
                break;
            case ".html" or ".htm":
                Page(parsed, sources, output);
                break;
            case var ending:
                throw new BadInputException($"a report cannot be written as '{ending}'", "name a file that ends in .html or .md", output);
        }
        Screen.Line(output);
        return 0;
    }

    private static void Page(ParseResult parsed, string[] sources, string output)
    {
        using var interruption = new Interruption();
        var results = ReportedResults.Open(sources);
        var emotions = results.Runs[0].Emotions;
        var pairs = Options.Read(parsed.GetValue(Pair), emotions);
        if (parsed.GetValue(Conversation) is { } conversation) results.Runs[0].RequireConversation(conversation);
        var corpus = ReportedCorpus.Find(results.Runs[0].Run, parsed.GetValue(Corpus));
        if (corpus is null) Screen.Note("the corpus of the runs is not there, or is another by now: the page has no words. Name it with --corpus.");
        var comparison = results.Compared(pairs);
        Screen.Step("drawing");
        var figures = ReportFigures.Of(results, corpus, comparison, parsed.GetValue(Conversation), interruption.Token);
        var mistakes = results.Runs.Take(results.Runs.Count <= ReportFigures.MostWhole ? results.Runs.Count : 1)
            .ToDictionary(run => run.Name, run => Misclassified.Of(run, corpus));
        AtomicFile.WriteText(output, new ReportPage(results, figures, comparison).Markup(mistakes));
        if (parsed.GetValue(Figures) is { } folder) figures.Write(folder);
        foreach (var run in results.Runs) Screen.Line($"{run.Marked,-28} {run.Summary.WeightedF1}");
    }

    private static void Tables(string[] sources, string output)
    {
        string[] experiments = [.. sources.Where(ExperimentFolder.Holds)];
        RunResult[] results = [.. sources.Except(experiments).Select(path => Result(ReportedRun.Open(path)))];
        AtomicFile.WriteText(output, ResultsPage.Build(results, [.. experiments.Select(ExperimentSection.Of)]));
        foreach (var result in results) Screen.Line($"{result.Name,-28} {result.Summary.WeightedF1} ({result.Selection.Phrase()})");
    }

    private static RunResult Result(ReportedRun run) => new(run.Name, run.Run.Data.Corpus, Split.Test.Name(), run.Summary)
    {
        Features = run.Run.Features,
        Selection = run.Run.Selection,
        Notes = [.. new[] { run.Run.Data.Note, run.Unfinished }.OfType<string>()],
        Origin = Origin(run.Run),
    };

    private static string Origin(TrainedRun run)
    {
        var place = TrainingEnvironment.Read(run.Finished[0]);
        string folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(run.Folder.Path)));
        string seeds = string.Join(", ", run.Finished.Select(seed => seed.Seed));
        string program = $"MultiEmo {place.MultiEmo}, TorchSharp {place.TorchSharp}";
        return $"Run folder {folder}, seeds {seeds}; {program}; {place.Device}, {place.Threads} threads, {place.System}.";
    }
}

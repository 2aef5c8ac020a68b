using System.CommandLine;
using MultiEmo.Cli.Experiments;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Results;
using MultiEmo.Evaluation.Statistics;
using MultiEmo.Storage;
using MultiEmo.Training.Experiments;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo experiment: many trainings beside each other.</summary>
internal static class Experiments
{
    private static readonly Argument<string> Kind = new("EXPERIMENT") { Description = "ablations, modalities, or a JSON file with cells or a grid." };
    private static readonly Argument<string> Corpus = Options.Corpus();
    private static readonly Option<string?> RecipeName = new("--recipe", "-r")
    {
        Description = "A recipe or a JSON file (default: that of the experiment's file, or meld).",
    };

    private static readonly Option<string> Output = Options.Output("Folder of the experiment: a run folder for each cell, and the tables.");
    private static readonly Option<int[]?> Seeds = Options.Seeds();
    private static readonly Option<string[]> Settings = new("--set")
    {
        Description = "Settings of every cell over the recipe: training.epochs=10.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<int> Jobs = Options.Jobs();
    private static readonly Option<bool> Resume = new("--resume") { Description = "Continue what was interrupted, and cells that failed." };
    private static readonly Option<int?> Threads = Options.Threads("1, so that the numbers do not depend on --jobs");
    private static readonly Option<string[]> Pair = Options.Pairs();
    private static readonly Option<bool> Json = Options.Json();

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Kind.CompletionSources.Add(PaperExperiments.AblationsName, PaperExperiments.ModalitiesName);
        return new Verb("experiment", "Trains and evaluates the paper's ablations, its modalities or a grid of settings, and writes tables.", Run,
            "multiemo experiment ablations corpora/meld --output results/ablations --seeds 1-5 --jobs 2",
            "multiemo experiment modalities corpora/meld --output results/modalities --seeds 1-5 --resume",
            "multiemo experiment layers.json corpora/meld --output results/layers")
        { Kind, Corpus, RecipeName, Output, Seeds, Settings, Jobs, Resume, Threads, Pair, Json };
    }

    private static int Run(ParseResult parsed)
    {
        string corpus = parsed.GetRequiredValue(Corpus), output = parsed.GetRequiredValue(Output);
        var prepared = PreparedCorpus.LoadForTraining(corpus);
        var experiment = Chosen(parsed, prepared.Features).Checked();
        int[] seeds = parsed.GetValue(Seeds) is { Length: > 0 } given ? given : [1];
        var pairs = Options.Read(parsed.GetValue(Pair), prepared.Corpus.Emotions);
        var plan = new ExperimentPlan(experiment, Path.GetFullPath(corpus), seeds, parsed.GetValue(Threads) ?? 1);
        var run = new ExperimentRun(plan, ExperimentFolder.Open(output, plan, parsed.GetValue(Resume)), prepared.Corpus) { Pairs = pairs };
        using var interruption = new Interruption("stopping all trainings; once more ends it at once.");
        try
        {
            run.Run(parsed.GetValue(Jobs), interruption.Token);
        }
        catch (OperationCanceledException)
        {
            throw new Interrupted($"stopped; nothing is lost. Continue with: {Quoting.ToContinue(parsed)}");
        }
        var tables = run.Tables;
        if (parsed.GetValue(Json)) Screen.Json(tables.ToJson());
        else Print(tables, output);
        if (run.Faults.Count == 0) return 0;
        throw new BadInputException($"{run.Faults.Count} of {experiment.Cells.Count} cells failed: {string.Join(", ", run.Faults.Keys)}",
            $"mend the cause and continue with: {Quoting.ToContinue(parsed)}", output);
    }

    private static Experiment Chosen(ParseResult parsed, IReadOnlyList<FeatureEntry> features)
    {
        string kind = parsed.GetRequiredValue(Kind), recipe = parsed.GetValue(RecipeName) ?? "meld";
        string[] settings = parsed.GetValue(Settings) ?? [];
        if (kind == PaperExperiments.AblationsName) return PaperExperiments.Ablations(features, recipe, settings);
        if (kind == PaperExperiments.ModalitiesName) return PaperExperiments.OfModalities(features, recipe, settings);
        if (File.Exists(kind)) return ExperimentReader.Read(kind, parsed.GetValue(RecipeName), settings);
        throw new BadInputException($"there is no experiment '{kind}', neither by name nor as a file",
            Spelling.Suggest(kind, [PaperExperiments.AblationsName, PaperExperiments.ModalitiesName]));
    }

    private static void Print(ExperimentTables tables, string output)
    {
        string[] shown = ["weighted F1", "minority F1", "UAR"];     // the others are in the files
        var table = Terminal.Tables.WithHeadings(["", .. shown]);
        foreach (var row in tables.Rows)
            if (row.Summary is { } summary)
            {
                var measures = ExperimentMeasures.Names.Zip(ExperimentMeasures.Of(summary)).ToDictionary();
                table.Add([row.Name, .. shown.Select(name => measures[name]?.ToString() ?? ResultTable.Unknown)]);
            }
        Screen.Line($"{tables.Name} on {tables.Corpus}, test");
        if (tables.Note is { } remark) Screen.Line(remark);
        Screen.Table(table);
        if (tables.Comparison is { } comparison) Compare.Print(ComparisonPage.Tables(comparison)[1]);
        foreach (var row in tables.Rows)
            if (row.Note is { } note) Screen.Line($"{row.Name}: {note}");
        Screen.Line($"{output}: results.md, results.csv, results.tex, results.json; a run folder of each in runs");
    }
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Results;
using MultiEmo.Storage;
using MultiEmo.Training;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo train: a prepared corpus and a recipe become a run folder.</summary>
internal static class Train
{
    private const StringSplitOptions Blanks = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private static readonly Argument<string> Corpus = Options.Corpus();
    private static readonly Option<string> RecipeName = new("--recipe", "-r") { Description = "A recipe ('multiemo recipes') or a JSON file." };
    private static readonly Option<string> Output = Options.Output("Folder of the run.");
    private static readonly Option<int[]?> Seeds = Options.Seeds();
    private static readonly Option<string[]> Settings = new("--set")
    {
        Description = "Settings over the recipe: model.layers=2 training.patience=8.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> Features = new("--features") { Description = "Feature file of each modality: text=tfidf,audio=prosody." };
    private static readonly Option<bool> Resume = new("--resume") { Description = "Continue the run where it was interrupted." };
    private static readonly Option<bool> Force = Options.Force("Delete a run that is there already.");
    private static readonly Option<string> Method = new("--protocol")
    {
        Description = "validation (the default), or released: the released program's way, picked on the test set.",
    };

    private static readonly Option<string> Device = Options.Device();
    private static readonly Option<int?> Threads = Options.Threads();
    private static readonly Option<bool> Json = Options.Json();

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb("train", "Trains a recipe on a prepared corpus; the epoch is chosen on validation, the test split stays closed.", Run,
            "multiemo train corpora/meld --recipe meld --output runs/meld --seeds 1-5",
            "multiemo train corpora/meld --recipe meld --output runs/wide --set model.width=384 training.patience=8",
            "multiemo train corpora/meld --recipe meld --output runs/meld --seeds 1-5 --resume")
        { Corpus, RecipeName, Output, Seeds, Settings, Features, Resume, Force, Method, Device, Threads, Json };
        RecipeName.CompletionSources.Add([.. RecipeReader.Names]);
        Method.AcceptOnlyFromAmong("validation", "released");
        verb.Validators.Add(Check);
        return verb;
    }

    private static void Check(CommandResult result)
    {
        if (result.GetValue(Resume) && result.GetValue(Force)) result.AddError("--resume continues a run and --force deletes it; choose one.");
        if (result.GetResult(RecipeName) is null && !result.GetValue(Resume))
            result.AddError($"--recipe is missing; known: {string.Join(", ", RecipeReader.Names)}, or a JSON file.");
    }

    private static int Run(ParseResult parsed)
    {
        var device = Computer.Open(parsed.GetRequiredValue(Device), parsed.GetValue(Threads));
        string corpus = parsed.GetRequiredValue(Corpus), output = parsed.GetRequiredValue(Output);
        var recipe = Recipe(parsed);
        var run = parsed.GetValue(Resume) ? RunFolder.Resume(output) : RunFolder.Create(output, parsed.GetValue(Force));
        int[] seeds = parsed.GetValue(Seeds) is { Length: > 0 } given ? given : run.Seeds.Count > 0 ? [.. run.Seeds] : [1];
        using var interruption = new Interruption();
        bool json = parsed.GetValue(Json);
        var view = new TrainingView(json ? Screen.Step : Screen.Line, recipe.Protocol == Protocol.Released ? $" ({Selections.PickedOnTest})" : "");
        try
        {
            var trainer = new RunTrainer(corpus, recipe, run, device, TimeProvider.System);
            view.Run(Screen.Live && !json, progress => trainer.Train(seeds, progress, interruption.Token));
        }
        catch (OperationCanceledException)
        {
            throw new Interrupted($"stopped; nothing is lost. Continue with: {Quoting.ToContinue(parsed)}");
        }
        Tell(TrainedRun.Open(output), json);
        return 0;
    }

    private static Recipe Recipe(ParseResult parsed)
    {
        List<string> settings = [.. parsed.GetValue(Settings) ?? []];
        if (parsed.GetValue(Method) is { } protocol) settings.Add($"protocol={protocol}");
        if (parsed.GetValue(Features) is { } features)
            settings.AddRange(features.Split(',', Blanks).Select(choice => $"features.{choice}"));
        string recipe = parsed.GetValue(RecipeName) ?? RunFolder.Open(parsed.GetRequiredValue(Output)).Recipe;
        return RecipeReader.Read(recipe, settings);
    }

    private static void Tell(TrainedRun run, bool json)
    {
        var summary = run.Kept(Split.Dev)!;
        if (json) Screen.Json(Described(SummaryJson.Of(summary), run));
        else
        {
            ScoreTables.Print($"{run.Recipe.Name} on {run.Data.Corpus}, validation, {ScoreTables.Seeds(summary)}", summary, run.Selection);
            Screen.Line($"next: multiemo evaluate {Quoting.Word(run.Folder.Path)}");
        }
    }

    private static JsonObject Described(JsonObject json, TrainedRun run)
    {
        json["split"] = "validation";
        json["selection"] = run.Selection.Phrase();
        return json;
    }
}

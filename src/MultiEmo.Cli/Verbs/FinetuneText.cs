using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using MultiEmo.Training.Text;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo finetune-text: a text network learns the emotions of a corpus.</summary>
internal static class FinetuneText
{
    private const string Small = "small";

    private static readonly Argument<string> Corpus = Options.Corpus();
    private static readonly Option<string?> Weights = new("--weights")
    {
        Description = "The network to begin with: a folder of a RoBERTa, or a name of 'multiemo weights list'.",
    };

    private static readonly Option<string> Encoder = new("--encoder")
    {
        Description = "roberta (with --weights), or small: a network of our own that needs no weights and learns on the processor.",
        DefaultValueFactory = _ => "roberta",
    };

    private static readonly Option<string> Output = Options.Output("Folder of the trained network.");
    private static readonly Option<string[]> Also = new("--also")
    {
        Description = "Further corpora whose training splits are learnt too; the epoch is chosen on the first corpus.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Without = new("--without-lines-of")
    {
        Description = "A corpus whose dev and test lines are not learnt from the further corpora (the same letters, digits and spaces).",
    };

    private static readonly Option<int> Seed = new("--seed") { Description = "Seed of all chance.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string[]> Settings = new("--set")
    {
        Description = "Settings: training.epochs=3 training.batch=32 context.past=4.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> Resume = new("--resume") { Description = "Continue the training where it was interrupted." };
    private static readonly Option<bool> Force = Options.Force("Delete a trained network that is there already.");
    private static readonly Option<string> Device = Options.Device();
    private static readonly Option<int?> Threads = Options.Threads();
    private static readonly Option<bool> Json = Options.Json();

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var verb = new Verb("finetune-text",
            "Trains a text network on a prepared corpus; the epoch is chosen on validation, the test split stays closed.", Run,
            "multiemo finetune-text corpora/meld --weights roberta-base --output encoders/meld --device cuda",
            "multiemo finetune-text corpora/meld --weights roberta-base --output encoders/meld --resume",
            "multiemo finetune-text corpora/meld --encoder small --also corpora/goemotions --output encoders/small",
            "multiemo finetune-text corpora/meld --weights models/roberta-large --output encoders/large --set training.batch=32 context.future=0")
        { Corpus, Weights, Encoder, Output, Also, Without, Seed, Settings, Resume, Force, Device, Threads, Json };
        Encoder.AcceptOnlyFromAmong("roberta", Small);
        verb.Validators.Add(Check);
        return verb;
    }

    private static void Check(CommandResult result)
    {
        if (result.GetValue(Resume) && result.GetValue(Force)) result.AddError("--resume continues a training and --force deletes it; choose one.");
        bool small = result.GetValue(Encoder) == Small, weights = result.GetResult(Weights) is not null;
        if (!small && !weights) result.AddError("--weights is missing: the network to begin with (or take --encoder small, which needs none).");
        if (small && weights) result.AddError("--weights goes with --encoder roberta; a small encoder begins with none.");
        if (result.GetResult(Without) is not null && result.GetValue(Also) is not { Length: > 0 })
            result.AddError("--without-lines-of goes with --also: it leaves lines of the further corpora out.");
    }

    private static int Run(ParseResult parsed)
    {
        var device = Computer.Open(parsed.GetRequiredValue(Device), parsed.GetValue(Threads));
        var defaults = parsed.GetValue(Encoder) == Small ? TextRecipe.OfSmallEncoder : new TextRecipe();
        var recipe = TextRecipe.Read(defaults with { Seed = parsed.GetValue(Seed) }, parsed.GetValue(Settings) ?? []);
        var weights = parsed.GetValue(Weights) is { } given ? RobertaFiles.Find(given) : null;
        string corpus = parsed.GetRequiredValue(Corpus);
        var folder = Folder(parsed, weights);
        using var interruption = new Interruption("stopping after this step; once more ends it at once.");
        using var view = new TextView(parsed.GetValue(Json) ? Screen.Step : Screen.Line, TimeProvider.System);
        try
        {
            var corpora = new TextCorpora(corpus, parsed.GetValue(Also) ?? [], parsed.GetValue(Without));
            new TextRun(corpora, recipe, weights, folder, device, TimeProvider.System).Train(view, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            throw new Interrupted($"stopped; nothing is lost. Continue with: {Quoting.ToContinue(parsed)}");
        }
        Tell(folder, recipe, corpus, parsed.GetValue(Json));
        return 0;
    }

    private static EncoderFolder Folder(ParseResult parsed, RobertaFiles? weights)
    {
        string output = parsed.GetRequiredValue(Output);
        if (weights is not null && Path.GetFullPath(output) == Path.GetFullPath(weights.Folder))
            throw new BadInputException("is the folder of the weights to begin with", "choose another --output", output);
        return parsed.GetValue(Resume) ? EncoderFolder.Resume(output) : EncoderFolder.Create(output, parsed.GetValue(Force));
    }

    private static void Tell(EncoderFolder folder, TextRecipe recipe, string corpus, bool json)
    {
        var summary = new SeedSummary([recipe.Seed], [MetricsJson.Read(File.ReadAllText(folder.Metrics), folder.Metrics)]);
        if (json)
        {
            Screen.Json(Described(SummaryJson.Of(summary)));
            return;
        }
        ScoreTables.Print($"{recipe.Encoder}, validation, {ScoreTables.Seeds(summary)}", summary, Selection.Validation);
        Screen.Line($"next: multiemo extract {Quoting.Word(corpus)} --text {recipe.Extractor}:{Quoting.Word(folder.Path)}");
    }

    private static JsonObject Described(JsonObject json)
    {
        json["split"] = "validation";
        json["selection"] = Selection.Validation.Phrase();
        return json;
    }
}

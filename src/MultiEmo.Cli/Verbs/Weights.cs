using System.CommandLine;
using System.Text.Json.Nodes;
using MultiEmo.Cli.Terminal;
using MultiEmo.Storage.Weights;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo weights: published weights, which are fetched only here and only when asked for.</summary>
internal static class Weights
{
    private static readonly Argument<string[]> Names = new("NAME")
    {
        Description = "Weights of the catalogue.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "NAME",
    };

    private static readonly Option<string?> Folder = new("--weights")
    {
        Description = "Folder of weights as NAME/FILE (default: MULTIEMO_WEIGHTS, then the user's cache; pull writes to the cache).",
    };

    private static readonly Option<bool> Json = Options.Json();

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Names.CompletionSources.Add([.. WeightCatalogue.All.Select(weights => weights.Name)]);
        var list = new Verb("list", "Lists the catalogue, and what of it is here.", List,
            "multiemo weights list", "multiemo weights list --json")
        { Folder, Json };
        var pull = new Verb("pull", "Fetches weights, verifies them, and goes on where an earlier pull ended.", Pull,
            "multiemo weights pull mtcnn resnet101", "multiemo weights pull roberta-base --weights models")
        { Names, Folder };
        var verify = new Verb("verify", "Compares the weights here with the catalogue and with what they were when they were pulled.", Verify,
            "multiemo weights verify", "multiemo weights verify --weights models --json")
        { Folder, Json };
        return new Verb("weights", "Lists, fetches and verifies published weights; nothing else fetches any.", List,
            "multiemo weights list", "multiemo weights pull mtcnn", "multiemo weights verify")
        { list, pull, verify };
    }

    private static int List(ParseResult parsed)
    {
        var folders = WeightFolders.FromEnvironment();
        string? folder = parsed.GetValue(Folder);
        if (parsed.GetValue(Json)) Screen.Json(new JsonArray([.. WeightCatalogue.All.Select(weights => ToJson(weights, folder, folders))]));
        else WeightTables.Print(folder, folders);
        return 0;
    }

    private static int Pull(ParseResult parsed)
    {
        var wanted = parsed.GetRequiredValue(Names).Distinct().Select(WeightCatalogue.Find).ToArray();
        var pull = new WeightPull(WeightFolders.FromEnvironment());
        using var interruption = new Interruption("stopping; once more ends it at once.");
        foreach (var weights in wanted)
        {
            Screen.Step($"{weights.Name}: {weights.Licence}; {weights.Source}");
            foreach (var file in Pull(pull, weights, parsed.GetValue(Folder), interruption.Token))
                Screen.Line($"{file.Path}: {(file.Fetched ? "fetched" : "is here")}, SHA-256 {file.Sha256}");
        }
        return 0;
    }

    private static IReadOnlyList<PulledFile> Pull(WeightPull pull, CataloguedWeights weights, string? folder, CancellationToken stop)
    {
        using var view = new PullView();
        try
        {
            return pull.Run(weights, folder, view, stop).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new Interrupted("stopped; the same command goes on where this one ended.");
        }
    }

    private static int Verify(ParseResult parsed)
    {
        using var interruption = new Interruption("stopping; once more ends it at once.");
        var found = WeightCheck.All(parsed.GetValue(Folder), WeightFolders.FromEnvironment(), interruption.Token).ToArray();
        if (parsed.GetValue(Json)) Screen.Json(new JsonArray([.. found.Select(ToJson)]));
        else foreach (var each in found) Screen.Line($"{WeightTables.Word(each.State),-10}  {each.Path}: {each.Why}");
        if (found.Length == 0) Screen.Note("no weights are here; 'multiemo weights list' tells where they are looked for.");
        return found.Any(each => each.State is WeightState.Changed or WeightState.Missing or WeightState.Unfinished) ? 1 : 0;
    }

    private static JsonObject ToJson(CataloguedWeights weights, string? folder, WeightFolders folders) => new()
    {
        ["name"] = weights.Name,
        ["purpose"] = weights.Purpose,
        ["licence"] = weights.Licence,
        ["source"] = weights.Source,
        ["files"] = new JsonArray([.. weights.Files.Select(file => new JsonObject
        {
            ["name"] = file.Name,
            ["url"] = file.Url.OriginalString,
            ["size"] = file.Size,
            ["sha256"] = file.Sha256,
            ["path"] = WeightStore.Locate(weights.Name, file.Name, folder, folders),
        })]),
    };

    private static JsonObject ToJson(CheckedWeights found) => new()
    {
        ["name"] = found.Name,
        ["path"] = found.Path,
        ["state"] = WeightTables.Word(found.State),
        ["why"] = found.Why,
    };
}

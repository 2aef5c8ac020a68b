using System.CommandLine;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo info: what is in a corpus or a run.</summary>
internal static class Info
{
    private static readonly Argument<string> Place = new("FOLDER")
    {
        Description = "A prepared corpus, a run, or starter: the model that ships with the program.",
    };

    private static readonly Option<bool> Json = Options.Json();

    /// <summary>The verb.</summary>
    public static Command Create() => new Verb("info", "Tells what is in a prepared corpus or a run.", Run,
        "multiemo info corpora/meld",
        "multiemo info runs/meld --json")
    { Place, Json };

    private static int Run(ParseResult parsed)
    {
        string path = StarterModel.Find(parsed.GetRequiredValue(Place));
        bool json = parsed.GetValue(Json);
        if (RunFolder.Holds(path)) OfRun(RunSummary.Of(path), json);
        else OfCorpus(Load(path), json);
        return 0;
    }

    private static PreparedCorpus Load(string path)
    {
        if (!File.Exists(path)) return PreparedCorpus.Load(path);
        throw new BadInputException("is a file", "name the folder of a prepared corpus or of a run", path);
    }

    private static void OfRun(RunSummary summary, bool json)
    {
        if (json) Screen.Json(summary.ToJson());
        else RunTables.Print(summary);
    }

    private static void OfCorpus(PreparedCorpus corpus, bool json)
    {
        if (json) Screen.Json(CorpusJson.Of(corpus));
        else CorpusTables.Print(corpus);
    }
}

using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Training.Audits;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo audit: leaks and faults that make scores mean something else than they seem to.</summary>
internal static class Audit
{
    private static readonly Argument<string> Place = new("CORPUS|RUN")
    {
        Description = "A prepared corpus with its splits, or a run; of a run its corpus is checked too, if it is still there.",
    };

    private static readonly Option<bool> Json = Options.Json();

    /// <summary>The verb.</summary>
    public static Command Create() => new Verb("audit", "Looks for leaks between splits and for faults of features and labels.", Run,
        "multiemo audit corpora/meld",
        "multiemo audit runs/meld --json")
    { Place, Json };

    private static int Run(ParseResult parsed)
    {
        string path = StarterModel.Find(parsed.GetRequiredValue(Place));
        bool run = RunFolder.Holds(path);
        var report = run ? RunAudit.Of(RunFolder.Open(path)) : CorpusAudit.Of(Load(path));
        if (parsed.GetValue(Json)) Screen.Json(Described(report, path, run));
        else AuditLines.Print(report, path, run);
        return report.Count(Severity.Fault) > 0 ? 1 : 0;
    }

    private static PreparedCorpus Load(string path)
    {
        if (!File.Exists(path)) return PreparedCorpus.Load(path);
        throw new BadInputException("is a file", "name the folder of a prepared corpus or of a run", path);
    }

    private static JsonObject Described(AuditReport report, string path, bool run) => new()
    {
        ["kind"] = run ? "run" : "corpus",
        ["path"] = path,
        ["faults"] = report.Count(Severity.Fault),
        ["warnings"] = report.Count(Severity.Warning),
        ["notices"] = report.Count(Severity.Notice),
        ["findings"] = JsonSerializer.SerializeToNode(report.Findings, Storage.Json.Options),
        ["unchecked"] = JsonSerializer.SerializeToNode(report.Unchecked, Storage.Json.Options),
    };
}

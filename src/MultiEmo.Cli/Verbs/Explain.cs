using System.CommandLine;
using MultiEmo.Cli.Explanations;
using MultiEmo.Cli.Reports;
using MultiEmo.Cli.Terminal;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo explain: what a prediction of one utterance was made from.</summary>
internal static class Explain
{
    private static readonly Argument<string> RunPath = Options.Run();
    private static readonly Option<string> Conversation = new("--conversation")
    {
        Description = "Id of the conversation, of any split, such as train/918.",
        Required = true,
    };

    private static readonly Option<int> Turn = new("--turn")
    {
        Description = "The utterance by the corpus' own number: the key 'turn' of conversations.jsonl, where gaps are normal.",
        Required = true,
    };

    private static readonly Option<string> Corpus = new("--corpus")
    {
        Description = "Prepared corpus of the conversation (default: the one that the run was trained on).",
    };

    private static readonly Option<int?> Seed = new("--seed") { Description = "Seed to explain (default: the best on validation)." };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "Picture of the attention to write: .png or .svg." };
    private static readonly Option<string?> Weights = Options.Weights();
    private static readonly Option<bool> Json = Options.Json();
    private static readonly Option<string> Device = Options.Device();
    private static readonly Option<int?> Threads = Options.Threads();

    /// <summary>The verb.</summary>
    public static Command Create() => new Verb("explain", "Says what a prediction of one utterance was made from.", Run,
        "multiemo explain runs/meld --conversation train/918 --turn 10",
        "multiemo explain runs/meld --conversation train/918 --turn 10 --output heads.png",
        "multiemo explain runs/meld --conversation test/3 --turn 0 --seed 2 --json")
    { RunPath, Conversation, Turn, Corpus, Seed, Output, Weights, Json, Device, Threads };

    private static int Run(ParseResult parsed)
    {
        string? output = parsed.GetValue(Output);
        if (output is not null) ChartFile.RequireEnding(output);
        var device = Computer.Open(parsed.GetRequiredValue(Device), parsed.GetValue(Threads));
        var run = TrainedRun.Open(parsed.GetRequiredValue(RunPath));
        var corpus = PreparedCorpus.Load(parsed.GetValue(Corpus) ?? run.CorpusFolder());
        using var recognizer = Recognizer.Load(run.Folder.Path, parsed.GetValue(Seed), device, parsed.GetValue(Weights));
        using var interruption = new Interruption();
        var explanation = recognizer.Explain(corpus, parsed.GetRequiredValue(Conversation), parsed.GetValue(Turn), interruption.Token);
        if (output is not null) ExplanationPicture.Write(explanation, recognizer, output);
        foreach (string remark in explanation.Remarks) Screen.Note(remark);
        if (parsed.GetValue(Json)) Screen.Json(ExplanationJson.Of(explanation, recognizer));
        else Print(explanation, recognizer, output);
        return 0;
    }

    private static void Print(Explanation explanation, Recognizer recognizer, string? output)
    {
        ExplanationTables.Print(explanation, recognizer);
        if (output is not null) Screen.Line(output);
    }
}

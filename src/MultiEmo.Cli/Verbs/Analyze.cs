using System.CommandLine;
using MultiEmo.Cli.Analyses;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Models.Faces.Speaking;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo analyze: from a recording, a transcript or both to a timeline of emotions.</summary>
internal static class Analyze
{
    private static readonly Argument<string> Input =
        new("INPUT") { Description = "A recording (.wav, .mp4, whatever ffmpeg reads), or a transcript alone (.srt, .vtt, .json, .jsonl)." };
    private static readonly Option<string?> Transcript =
        new("--transcript", "-t") { Description = "What is said in the recording and when: .srt, .vtt, .json or .jsonl." };
    private static readonly Option<string?> Model = new("--model", "-m")
    {
        Description = "Folder that 'train' wrote (default: the starter model, which reads single utterances' words).",
    };
    private static readonly Option<string> Output = Options.Output("Folder to write: emotions.jsonl, emotions.csv, emotions.srt and index.html.");
    private static readonly Option<bool> TurnByTurn =
        new("--turn-by-turn") { Description = "Each row knows no later turn: what a run on the recording cut there says." };
    private static readonly Option<SpeakerChoice?> Speaker = Options.Speaker("With a model of faces: ", "as in the model's training");
    private static readonly Option<int?> Seed = new("--seed") { Description = "Seed of the model (default: the best on validation)." };
    private static readonly Option<bool> Resume = new("--resume") { Description = "Go on with what an interrupted command left there." };
    private static readonly Option<bool> Force = Options.Force("Replace the analysis that is in the output folder.");
    private static readonly Option<string?> Ffmpeg = Options.Ffmpeg();
    private static readonly Option<string?> Weights = Options.Weights();
    private static readonly Option<string> Device = Options.Device();
    private static readonly Option<int?> Threads = Options.Threads();

    private static readonly string[] OfStarter =
    [
        $"no --model is named: this is {StarterModel.Description} ('multiemo info {StarterModel.Name}' tells how good it is).",
        "a model of your own takes a table with the columns conversation, turn, speaker, text, emotion and split, and three commands:",
        "  multiemo prepare table --source yours.csv --output corpora/yours",
        "  multiemo extract corpora/yours --text tfidf",
        "  multiemo train corpora/yours --recipe meld --output runs/yours",
    ];

    /// <summary>The verb.</summary>
    public static Command Create() => new Verb("analyze", "Finds the emotions of a recording: rows, subtitles and a page with its timeline.", Run,
        "multiemo analyze interview.mp4 --transcript interview.srt --model runs/meld --output interview",
        "multiemo analyze talk.srt --output talk")
    { Input, Transcript, Model, Output, TurnByTurn, Speaker, Seed, Resume, Force, Ffmpeg, Weights, Device, Threads };

    private static int Run(ParseResult parsed)
    {
        string input = parsed.GetRequiredValue(Input), output = parsed.GetRequiredValue(Output);
        bool written = Transcripts.IsTranscript(input);
        if (written && parsed.GetValue(Transcript) is not null)
            throw new BadInputException("is a transcript, and --transcript names another",
                "give the recording first, or leave --transcript out", input);
        var files = new AnalysisFiles(output);
        Check(files, output, parsed.GetValue(Resume), parsed.GetValue(Force));
        var device = Computer.Open(parsed.GetRequiredValue(Device), parsed.GetValue(Threads));
        using var interruption = new Interruption();
        using var recognizer = Open(parsed, device);
        using var view = new StageView();
        var options = new AnalysisOptions
        {
            Parts = files.Parts,
            Ffmpeg = parsed.GetValue(Ffmpeg),
            TurnByTurn = parsed.GetValue(TurnByTurn),
            Speaker = parsed.GetValue(Speaker),
            Progress = view,
        };
        var analysis = Analyzed(recognizer, written ? null : input, written ? input : parsed.GetValue(Transcript), options, interruption.Token);
        view.Dispose();
        foreach (string line in parsed.GetValue(Model) is null ? OfStarter : []) Screen.Step(line);
        foreach (string remark in analysis.Remarks) Screen.Note(remark);
        files.Write(analysis, Path.GetFileName(input), recognizer.Description);
        Screen.Line($"{analysis.Turns.Count} utterance{(analysis.Turns.Count == 1 ? "" : "s")}: {files.Lines}, .csv, .srt; open {files.Page}");
        return 0;
    }

    private static Analysis Analyzed(Recognizer recognizer, string? media, string? transcript, AnalysisOptions options, CancellationToken stop)
    {
        try
        {
            return recognizer.Analyze(media, transcript, options, stop);
        }
        catch (OperationCanceledException)
        {
            throw new Interrupted(Directory.Exists(options.Parts)
                ? "stopped; the same command with --resume goes on where this one ended."
                : "stopped before any utterance was done; the same command begins anew.");
        }
    }

    private static Recognizer Open(ParseResult parsed, TorchSharp.torch.Device device) =>
        Recognizer.Load(parsed.GetValue(Model) ?? StarterModel.Require(), parsed.GetValue(Seed), device, parsed.GetValue(Weights));

    private static void Check(AnalysisFiles files, string output, bool resume, bool force)
    {
        if (File.Exists(output)) throw new BadInputException("is a file, and a folder is written", "name a folder", output);
        bool begun = Directory.Exists(files.Parts);
        if (resume && !begun) throw new BadInputException("nothing was begun there", "leave out --resume", output);
        if (!resume && !force && File.Exists(files.Lines))
            throw new BadInputException("holds an analysis already", "name another folder, or replace it with --force", output);
    }
}

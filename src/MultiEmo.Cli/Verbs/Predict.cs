using System.CommandLine;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Live;
using MultiEmo.Storage;
using MultiEmo.Training;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo predict: emotions of a corpus or of a transcript; no labels needed.</summary>
internal static class Predict
{
    private static readonly Argument<string> RunPath = Options.Run();
    private static readonly Argument<string> Input =
        new("INPUT") { Description = "A prepared corpus, or transcripts: .jsonl, .srt, .vtt or a folder of them." };
    private static readonly Option<string> Output =
        Options.Output("File to write: JSON lines, or CSV if it ends in .csv; - for JSON lines on stdout.");
    private static readonly Option<int?> Seed = new("--seed") { Description = "Seed to predict with (default: the best on validation)." };
    private static readonly Option<Split?> Split = Options.Split("Only this split of a prepared corpus.");
    private static readonly Option<string?> Weights = new("--weights")
    {
        Description = "Where weights that the run needs are looked for first (default: MULTIEMO_WEIGHTS, the cache).",
    };

    private const string Torch = "torch", Live = "live";

    private static readonly Option<string> Engine = new Option<string>("--engine")
    {
        Description = "What computes: torch, or live (plain C#, without libtorch: starts at once; numbers within 1e-4).",
        DefaultValueFactory = _ => Torch,
    }.AcceptOnlyFromAmong(Torch, Live);

    private static readonly Option<string> Device = Options.Device();
    private static readonly Option<int?> Threads = Options.Threads();

    /// <summary>The verb.</summary>
    public static Command Create() => new Verb("predict", "Gives every utterance an emotion with calibrated probabilities.", Run,
        "multiemo predict runs/meld talk.srt --output predictions.jsonl",
        "multiemo predict starter talk.srt --engine live --output predictions.jsonl",
        "multiemo predict runs/meld corpora/meld --split test --seed 3 --output predictions.csv")
    { RunPath, Input, Output, Seed, Split, Weights, Engine, Device, Threads };

    private static int Run(ParseResult parsed)
    {
        using var interruption = new Interruption();
        return parsed.GetRequiredValue(Engine) == Live ? RunLive(parsed, interruption.Token) : RunTorch(parsed, interruption.Token);
    }

    private static int RunTorch(ParseResult parsed, CancellationToken stop)
    {
        var device = Computer.Open(parsed.GetRequiredValue(Device), parsed.GetValue(Threads));
        string runPath = parsed.GetRequiredValue(RunPath);
        using var recognizer = Recognizer.Load(runPath, parsed.GetValue(Seed), device, parsed.GetValue(Weights));
        return Tell(parsed, recognizer.Emotions, recognizer.Seed,
            conversations => recognizer.Predict(conversations, stop), corpus => recognizer.Predict(corpus, Batch(runPath), stop));
    }

    // Nothing on this way may touch a tensor: the first one loads libtorch.
    private static int RunLive(ParseResult parsed, CancellationToken stop)
    {
        if (parsed.GetRequiredValue(Device) != "cpu")
            throw new BadInputException("--engine live computes on the processor", "leave --device out, or take --engine torch");
        int threads = Computer.Threads(parsed.GetValue(Threads));
        var recognizer = LiveRecognizer.Load(parsed.GetRequiredValue(RunPath), parsed.GetValue(Seed));
        return Tell(parsed, recognizer.Emotions, recognizer.Seed,
            conversations => recognizer.Predict(conversations, threads, stop), corpus => recognizer.Predict(corpus, threads, stop));
    }

    private static int Tell(
        ParseResult parsed, EmotionSet emotions, SeedFolder seed, Func<IReadOnlyList<Conversation>, Recognition> predict,
        Func<PreparedCorpus, Recognition> predictCorpus)
    {
        string input = parsed.GetRequiredValue(Input), output = parsed.GetRequiredValue(Output);
        IReadOnlyList<Conversation> conversations;
        Recognition recognition;
        if (Transcripts.IsTranscript(input)) recognition = predict(conversations = OfTranscript(input, parsed.GetValue(Split)));
        else
        {
            var corpus = OfCorpus(input, parsed.GetValue(Split));
            (conversations, recognition) = (corpus.Corpus.Conversations, predictCorpus(corpus));
        }
        foreach (string remark in recognition.Remarks) Screen.Note(remark);
        new PredictionFile(emotions, conversations, recognition.Predictions).Write(output);
        if (output != PredictionFile.Stdout) Screen.Line($"{recognition.Predictions.Count} utterances, seed {seed.Seed}: {output}");
        return 0;
    }

    private static IReadOnlyList<Conversation> OfTranscript(string path, Split? split)
    {
        if (split is not null) throw new BadInputException("a transcript has no splits", "leave --split out", path);
        var corpus = Transcripts.ReadUnlabelled(path);
        foreach (string remark in corpus.Remarks) Screen.Note(remark);
        return corpus.Conversations;
    }

    private static PreparedCorpus OfCorpus(string path, Split? split)
    {
        if (File.Exists(path))
            throw new BadInputException(
                "is neither a transcript nor a prepared corpus", "give a .jsonl, .srt or .vtt file, or a folder that 'prepare' wrote", path);
        var corpus = split is { } one ? PreparedCorpus.LoadSplits(path, one) : PreparedCorpus.Load(path);
        return corpus.Corpus.Conversations.Count > 0 ? corpus
            : throw new BadInputException($"no conversation is in the split {split?.Name()}", "choose another split", path);
    }

    private static int Batch(string run) => RecipeReader.Read(RunFolder.Open(StarterModel.Find(run))).Training.Batch;
}

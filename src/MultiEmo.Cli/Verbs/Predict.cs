using System.CommandLine;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
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

    private static readonly Option<string> Device = Options.Device();
    private static readonly Option<int?> Threads = Options.Threads();

    /// <summary>The verb.</summary>
    public static Command Create() => new Verb("predict", "Gives every utterance an emotion with calibrated probabilities.", Run,
        "multiemo predict runs/meld talk.srt --output predictions.jsonl",
        "multiemo predict runs/meld corpora/meld --split test --seed 3 --output predictions.csv")
    { RunPath, Input, Output, Seed, Split, Weights, Device, Threads };

    private static int Run(ParseResult parsed)
    {
        var device = Computer.Open(parsed.GetRequiredValue(Device), parsed.GetValue(Threads));
        string runPath = parsed.GetRequiredValue(RunPath), input = parsed.GetRequiredValue(Input), output = parsed.GetRequiredValue(Output);
        using var interruption = new Interruption();
        using var recognizer = Recognizer.Load(runPath, parsed.GetValue(Seed), device, parsed.GetValue(Weights));
        var (conversations, recognition) = Transcripts.IsTranscript(input)
            ? OfTranscript(recognizer, input, parsed.GetValue(Split), interruption.Token)
            : OfCorpus(recognizer, runPath, input, parsed.GetValue(Split), interruption.Token);
        foreach (string remark in recognition.Remarks) Screen.Note(remark);
        var file = new PredictionFile(recognizer.Emotions, conversations, recognition.Predictions);
        file.Write(output);
        if (output != PredictionFile.Stdout) Screen.Line($"{recognition.Predictions.Count} utterances, seed {recognizer.Seed.Seed}: {output}");
        return 0;
    }

    private static (IReadOnlyList<Conversation> Conversations, Recognition Recognition) OfTranscript(
        Recognizer recognizer, string path, Split? split, CancellationToken stop)
    {
        if (split is not null) throw new BadInputException("a transcript has no splits", "leave --split out", path);
        var corpus = Transcripts.ReadUnlabelled(path);
        foreach (string remark in corpus.Remarks) Screen.Note(remark);
        return (corpus.Conversations, recognizer.Predict(corpus.Conversations, stop));
    }

    private static (IReadOnlyList<Conversation> Conversations, Recognition Recognition) OfCorpus(
        Recognizer recognizer, string run, string path, Split? split, CancellationToken stop)
    {
        if (File.Exists(path))
            throw new BadInputException(
                "is neither a transcript nor a prepared corpus", "give a .jsonl, .srt or .vtt file, or a folder that 'prepare' wrote", path);
        var corpus = split is { } one ? PreparedCorpus.LoadSplits(path, one) : PreparedCorpus.Load(path);
        if (corpus.Corpus.Conversations.Count == 0)
            throw new BadInputException($"no conversation is in the split {split?.Name()}", "choose another split", path);
        int batch = RecipeReader.Read(RunFolder.Open(StarterModel.Find(run))).Training.Batch;
        return (corpus.Corpus.Conversations, recognizer.Predict(corpus, batch, stop));
    }
}

using System.CommandLine;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Features.Audio;
using MultiEmo.Features.Extraction;
using MultiEmo.Features.Samples;
using MultiEmo.Storage;
using MultiEmo.Training;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo quickstart: the whole way on a synthetic corpus.</summary>
internal static class Quickstart
{
    private const string RecipeName = "quickstart", Voices = "egemaps";
    private const int Seed = 1;
    private const int EnoughThreads = 1;   // so small a network is no faster on two, and slower where another program is busy

    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "Folder for corpus, recordings and run.",
        DefaultValueFactory = _ => "quickstart",
    };

    private static readonly Option<bool> Force = Options.Force("Replace an earlier quickstart there.");
    private static readonly Option<int?> Threads = Options.Threads(byDefault: "1: so small a model gains nothing from more");

    /// <summary>The verb.</summary>
    public static Command Create() => new Verb(
        "quickstart", "Writes a synthetic sample corpus with recordings, trains MultiEMO on it and scores the held-out split.", Run,
        "multiemo quickstart",
        "multiemo quickstart --output first --force")
    { Output, Force, Threads };

    private static int Run(ParseResult parsed)
    {
        var device = Computer.Open("cpu", parsed.GetValue(Threads) ?? EnoughThreads);
        string output = parsed.GetRequiredValue(Output), corpus = Path.Combine(output, "corpus"), run = Path.Combine(output, "run");
        string recordings = Path.Combine(output, "recordings");
        bool force = parsed.GetValue(Force);
        var folder = RunFolder.Create(run, force);
        using var interruption = new Interruption();
        Screen.Line($"1/4 sample corpus in {corpus}, its sounds in {recordings}. {SampleCorpus.Note}");
        var prepared = WriteCorpus(corpus, recordings, force, interruption.Token);
        Screen.Line($"2/4 features of the sounds ({Voices})");
        Listen(prepared, recordings, interruption.Token);
        Screen.Line($"3/4 training MultiEMO into {run}");
        var trainer = new RunTrainer(corpus, RecipeReader.Read(RecipeName, []), folder, device, TimeProvider.System);
        new TrainingView(Screen.Line).Run(Screen.Live, progress => trainer.Train([Seed], progress, interruption.Token));
        Screen.Line("4/4 scores on the held-out conversations");
        Tell(TrainedRun.Open(run), device, interruption.Token);
        Next(output, corpus, recordings, run);
        return 0;
    }

    private static PreparedCorpus WriteCorpus(string folder, string recordings, bool force, CancellationToken stop)
    {
        var corpus = SampleFolder.Write(folder, recordings, force, stop: stop);
        foreach (var split in CorpusSummary.Of(corpus))
            Screen.Line($"    {split.Name}: {split.Conversations} conversations, {split.Utterances} utterances");
        return corpus;
    }

    private static void Listen(PreparedCorpus corpus, string recordings, CancellationToken stop)
    {
        using var view = new JobView("sounds");
        var options = new ExtractionOptions { Jobs = Environment.ProcessorCount, Progress = view };
        SampleFolder.ExtractVoices(corpus, recordings, SoundSet.Find(Voices)!, options, stop);
    }

    private static void Tell(TrainedRun run, TorchSharp.torch.Device device, CancellationToken stop)
    {
        var evaluation = new RunEvaluation(run, Split.Test, null, device);
        ScoreTables.Print($"MultiEMO on the synthetic sample corpus, {evaluation.Split.Name()}", evaluation.Score(stop), run.Selection);
    }

    private static void Next(string output, string corpus, string recordings, string run)
    {
        Screen.Line();
        Screen.Line($"corpus: {corpus}    run: {run} (model, metrics, predictions, history, card.md)");
        Screen.Line("next:");
        string sound = Path.Combine(recordings, SampleRecordings.Conversation), transcript = Path.Combine(recordings, SampleRecordings.Transcript);
        Screen.Line($"  multiemo analyze {Quoting.Word(sound)} --transcript {Quoting.Word(transcript)} --model {Quoting.Word(run)} "
            + $"--output {Quoting.Word(Path.Combine(output, "analysis"))}");
        Screen.Line($"  multiemo predict {Quoting.Word(run)} {Quoting.Word(corpus)} --split test --output predictions.jsonl");
        Screen.Line($"  multiemo report {Quoting.Word(run)} --output {Quoting.Word(Path.Combine(output, "report.html"))}");
        Screen.Line($"  multiemo explain {Quoting.Word(run)} --conversation test/3 --turn 5");
        Screen.Line($"  multiemo evaluate {Quoting.Word(run)} --json");
        Screen.Line("  multiemo prepare table --source your.csv --output corpora/yours     then: extract, train, as 'multiemo train --help' shows");
    }
}

using MultiEmo.EndToEnd.Tests.Support;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using MultiEmo.Storage.Weights;
using MultiEmo.Tests.Models.Text;
using TemporaryFolder = MultiEmo.EndToEnd.Tests.Support.TemporaryFolder;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Fine-tuning of a text network, which begins with a tiny RoBERTa of random weights.</summary>
public sealed class FinetuneTests : IDisposable
{
    private const int Kills = 6;
    private readonly TemporaryFolder folder = new();

    public FinetuneTests()
    {
        new TinyCorpus { TestWord = "zebra" }.Write(folder.Path);
        Run("prepare", "table", "--source", "turns.csv", "--labels", TinyCorpus.Labels, "--output", "corpus").Succeeded();
        TinyRoberta.Write(folder.File("weights"));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_trained_network_is_a_folder_that_an_extractor_reads()
    {
        var tuned = Run(Tuning("tuned", 3, "--json")).Succeeded();

        Assert.Equal("validation", (string?)tuned.Json["split"]);
        string[] names = [.. Directory.GetFiles(folder.File("tuned")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(
        [
            "card.md", "config.json", "context.json", "data.json", "environment.json", "history.csv", "merges.txt", "metrics-validation.json",
            "model.safetensors", "recipe.json", "vocab.json",
        ], names);
        Assert.Equal(4, File.ReadAllLines(folder.File("tuned", "history.csv")).Length);
        Assert.Contains("The test split was not opened.", File.ReadAllText(folder.File("tuned", "card.md")));
        var settings = RobertaSettings.Read(folder.File("tuned", "config.json"));
        Assert.Equal(TinyCorpus.Labels.Split(','), settings.Labels!.OrderBy(pair => pair.Key).Select(pair => pair.Value));
        using var extractor = RobertaExtractor.Load(RobertaFiles.Find(folder.File("tuned")));
        var vectors = extractor.Features(PreparedCorpus.Load(folder.File("corpus")).Corpus.Conversations, TestContext.Current.CancellationToken);
        Assert.All(vectors.Present, Assert.True);
        Assert.All(vectors.Values, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(WeightFile.Sha256(folder.File("tuned")), extractor.Describe()["sha256"]);
        Assert.Empty(RunBytes.Holding(folder.File("tuned"), "zebra"));
    }

    [Fact]
    public void Words_and_labels_of_test_change_no_byte()
    {
        Run(Tuning("tuned", 2)).Succeeded();
        new TinyCorpus("quagga", "Zoe", 3, 1).Write(folder.Path);
        Run("prepare", "table", "--source", "turns.csv", "--labels", TinyCorpus.Labels, "--output", "corpus", "--force").Succeeded();
        Run(Tuning("other", 2)).Succeeded();

        Same("tuned", "other");
    }

    [Fact]
    public void Kills_at_random_moments_change_no_byte()
    {
        Run(Tuning("unbroken", 60)).Succeeded();
        var chance = new Random(4);
        int reached = 0;
        for (int i = 0; i < Kills; i++)
        {
            using var training = new RunningTraining(folder.Path, Tuning("broken", 60, "--resume"));
            Assert.True(training.Reach(reached += chance.Next(1, 6)), $"it ended before kill {i + 1}");
            Assert.True(training.Kill(TimeSpan.FromMilliseconds(chance.Next(120))), $"it ended before kill {i + 1}");
        }
        Run(Tuning("broken", 60, "--resume")).Succeeded();

        Same("unbroken", "broken");
    }

    [Fact]
    public void Ctrl_C_says_how_to_go_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        using var training = new RunningTraining(folder.Path, Tuning("broken", 200));
        Assert.True(training.Reach(2));
        string error = training.Interrupt();

        Assert.Equal(1, training.ExitCode);
        Assert.Contains("Continue with: multiemo finetune-text corpus --weights weights --output broken", error);
        Assert.Contains("--resume", error);
        Assert.False(File.Exists(folder.File("broken", "model.safetensors")));
        Run(Tuning("broken", 3, "--resume")).Failed(1, "other settings");
    }

    [Fact]
    public void What_is_there_is_kept_unless_forced()
    {
        Run(Tuning("tuned", 1)).Succeeded();
        Run(Tuning("tuned", 2)).Failed(1, "tuned: holds a trained text network already", "--resume", "--force");
        Run(Tuning("corpus", 2)).Failed(1, "corpus: holds a corpus");
        Run(Tuning("weights", 2)).Failed(1, "the folder of the weights");
        Assert.Contains("next: multiemo extract corpus --text roberta:tuned", Run(Tuning("tuned", 2, "--force")).Succeeded().Out);
        Assert.Equal(3, File.ReadAllLines(folder.File("tuned", "history.csv")).Length);
        Assert.DoesNotContain("utterances a second", Run(Tuning("tuned", 2, "--resume")).Succeeded().Error);
    }

    [Fact]
    public void What_is_wrong_is_told()
    {
        Run(Tuning("tuned", 0, "training.batsh=2")).Failed(1, "training.epochs is 0", "'training.batsh'", "'batch'");
        Run("finetune-text", "corpus", "--output", "tuned").Failed(2, "--weights is missing");
        Run("finetune-text", "corpus", "--weights", "nowhere", "--output", "tuned").Failed(1, "nowhere: there is no such folder", "roberta-base");
        var nothing = new Dictionary<string, string> { ["XDG_CACHE_HOME"] = folder.Path, ["LOCALAPPDATA"] = folder.Path, ["MULTIEMO_WEIGHTS"] = "" };
        Tool.Run(folder.Path, nothing, "finetune-text", "corpus", "--weights", "roberta-base", "--output", "tuned")
            .Failed(1, "multiemo weights pull roberta-base");
        Assert.False(Directory.Exists(folder.File("tuned")));
    }

    private static string[] Tuning(string output, int epochs, params string[] more)
    {
        string[] settings = [.. more.Where(word => !word.StartsWith('-'))];
        return
        [
            "finetune-text", "corpus", "--weights", "weights", "--output", output, "--threads", "1", .. more.Except(settings),
            "--set", $"training.epochs={epochs}", "training.learning_rate=0.002", "context.budget=40", .. settings,
        ];
    }

    private Outcome Run(params string[] args) => Tool.Run(folder.Path, args);

    private void Same(string expected, string actual)
    {
        string[] names = [.. Directory.GetFiles(folder.File(expected)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(names, Directory.GetFiles(folder.File(actual)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        foreach (string name in names.Where(name => name != "environment.json"))
            Assert.True(File.ReadAllBytes(folder.File(expected, name)).AsSpan().SequenceEqual(File.ReadAllBytes(folder.File(actual, name))), name);
    }
}

using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>A small encoder from words alone: trained, extracted with, trained on, and at work on a new transcript.</summary>
public sealed class SmallEncoderTests : IDisposable
{
    private static readonly string[] Small =
    [
        "training.epochs=6", "training.batch=8", "training.learning_rate=0.01", "small.hashing.words=200", "small.hashing.grams=300",
        "small.embedding=8", "small.state=8", "small.width=16",
    ];

    private readonly TemporaryFolder folder = new();

    public SmallEncoderTests()
    {
        new TinyCorpus { TestWord = "zebra" }.Prepare(folder.Path);
        Directory.CreateDirectory(folder.File("more"));
        new TinyCorpus("gnu", "Zoe").Write(folder.File("more"));
        Run("prepare", "table", "--source", "more/turns.csv", "--labels", TinyCorpus.Labels, "--output", "further").Succeeded();
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void From_words_to_the_emotions_of_a_new_transcript()
    {
        var trained = Run(Training("encoder", "--also", "further")).Succeeded();
        Assert.Contains("next: multiemo extract corpus --text encoder:encoder", trained.Out);
        Assert.Contains("encoder.safetensors", Files("encoder"));
        Assert.Empty(RunBytes.Holding(folder.File("encoder"), "zebra"));

        Run("extract", "corpus", "--text", "encoder:encoder").Succeeded();
        Run(TinyCorpus.Training("run", 3, "features.text=encoder", "features.audio=voice")).Succeeded();
        File.WriteAllText(folder.File("talk.jsonl"), """
            {"speaker": "Ana", "text": "wonderful great lovely hooray"}
            {"speaker": "Bo", "text": ""}
            """);
        string[] lines = Run("predict", "run", "talk.jsonl", "--output", "said.jsonl").Succeeded().Out.Split('\n');

        Assert.DoesNotContain(lines, line => line.Contains("'encoder' are absent", StringComparison.Ordinal));
        Assert.Equal(2, File.ReadAllLines(folder.File("said.jsonl")).Length);
    }

    [Fact]
    public void The_same_command_gives_the_same_bytes_and_a_share_at_a_time_the_same_vectors()
    {
        Run(Training("one")).Succeeded();
        Run(Training("two")).Succeeded();
        Assert.Equal(Bytes("one", "encoder.safetensors"), Bytes("two", "encoder.safetensors"));

        Run("extract", "corpus", "--text", "encoder:one", "--name", "whole").Succeeded();
        Run("extract", "corpus", "--text", "encoder:one", "--name", "shared", "--shard", "2/2").Succeeded();
        Run("extract", "corpus", "--text", "encoder:one", "--name", "shared", "--shard", "1/2").Succeeded();
        Run("extract", "corpus", "--text", "encoder:one", "--name", "shared", "--jobs", "2").Succeeded();
        Assert.Equal(Bytes("corpus", "features", "whole.safetensors"), Bytes("corpus", "features", "shared.safetensors"));
    }

    [Fact]
    public void Lines_of_another_corpus_are_left_out_and_counted()
    {
        Run(Training("encoder", "--also", "further", "--without-lines-of", "corpus")).Succeeded();

        Assert.Contains("that stand in dev or test of turns", File.ReadAllText(folder.File("encoder", "card.md")));
        Assert.Contains("\"left_out\"", File.ReadAllText(folder.File("encoder", "data.json")));
    }

    [Fact]
    public void What_is_wrong_is_told()
    {
        Run(Training("encoder", "--weights", "corpus")).Failed(2, "a small encoder begins with none");
        Run(Training("encoder", "--without-lines-of", "corpus")).Failed(2, "--without-lines-of goes with --also");
        Run("finetune-text", "corpus", "--encoder", "small", "--output", "encoder", "--set", "small.state=0").Failed(1, "a size under small");
        Run("extract", "corpus", "--text", "encoder:corpus").Failed(1, "encoder.safetensors");
        Assert.False(Directory.Exists(folder.File("encoder")));
    }

    private static string[] Training(string output, params string[] more) =>
        ["finetune-text", "corpus", "--encoder", "small", "--output", output, "--threads", "1", .. more, "--set", .. Small];

    private Outcome Run(params string[] args) => Tool.Run(folder.Path, args);

    private IEnumerable<string?> Files(string name) => Directory.GetFiles(folder.File(name)).Select(Path.GetFileName);

    private byte[] Bytes(params string[] path) => File.ReadAllBytes(Path.Combine([folder.Path, .. path]));
}

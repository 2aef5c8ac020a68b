using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.EndToEnd.Tests.Support;
using MultiEmo.Features.Samples;
using MultiEmo.Storage;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>From sounds to a table of scores, and from a conversation's sound to rows, through the real command on a small sample corpus.</summary>
public sealed class VoicesTests : IDisposable
{
    private static readonly SampleOptions Few = new() { Training = 8, Validation = 2, Test = 2 };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sounds_become_functionals_a_model_a_table_and_a_recording_its_rows()
    {
        var stop = TestContext.Current.CancellationToken;
        var corpus = SampleFolder.Write(folder.File("corpus"), folder.File("recordings"), force: false, options: Few, stop: stop);
        string[] modalities = ["training.epochs=2", "model.modalities=[\"text\",\"audio\"]", "features.audio=egemaps"];

        Run("extract", "corpus", "--audio", "egemaps", "--media", "recordings").Succeeded();
        Run("extract", "corpus", "--audio", "prosody", "--media", "recordings").Succeeded();
        Run(["train", "corpus", "--recipe", "quickstart", "--output", "run", "--threads", "1", "--set", .. modalities]).Succeeded();
        var table = Run("evaluate", "run", "--threads", "1").Succeeded();
        string[] recording = ["recordings/conversation.wav", "--transcript", "recordings/conversation.srt"];
        Run(["analyze", .. recording, "--model", "run", "--output", "analysis", "--threads", "1"]).Succeeded();

        bool[] recorded = [.. corpus.Corpus.Conversations.SelectMany(conversation => conversation.Turns).Select(turn => turn.Media is not null)];
        foreach (string set in (string[])["egemaps", "prosody"])
            Assert.Equal(recorded, PreparedCorpus.Load(corpus.Folder).ReadFeatures(set).Present);
        Assert.Contains("weighted F1", table.Out);
        JsonNode[] rows = [.. File.ReadAllLines(folder.File("analysis", "emotions.jsonl")).Select(line => JsonNode.Parse(line)!)];
        var said = corpus.Corpus.Of(Split.Test)[0].Turns;
        Assert.Equal(said.Select(turn => turn.Text), rows.Select(row => (string)row["text"]!));
        var heard = rows.Select(row => row["present"]!.AsArray().Any(name => (string)name! == "audio"));
        Assert.Equal(said.Select(turn => turn.Media is not null), heard);
    }

    private Outcome Run(params string[] arguments) => Tool.Run(folder.Path, arguments);
}

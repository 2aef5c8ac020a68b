using System.Text.Json.Nodes;
using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Emotions before anything was trained: the model that ships, by the real command.</summary>
public sealed class StarterTests : IDisposable
{
    private const int BadInput = 1;
    private readonly TemporaryFolder folder = new();

    public StarterTests() => folder.Write("talk.srt", """
        1
        00:00:00,100 --> 00:00:01,200
        Ana: I am so happy for you!

        2
        00:00:01,200 --> 00:00:02,000
        Ben: I hate you, you stupid idiot!
        """);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_transcript_alone_gets_emotions_and_the_model_is_named_everywhere()
    {
        var outcome = Run("analyze", "talk.srt", "--output", "talk", "--threads", "1").Succeeded();

        string[] lines = File.ReadAllLines(folder.File("talk", "emotions.jsonl"));
        Assert.Equal(["joy", "anger"], lines.Select(line => (string)JsonNode.Parse(line)!["emotion"]!));
        Assert.All(lines, line => Assert.Contains("starter model", (string)JsonNode.Parse(line)!["model"]!));
        Assert.All(["emotions.csv", "index.html"], file => Assert.Contains("the starter model", File.ReadAllText(folder.File("talk", file))));
        Assert.Contains("no --model is named: this is the starter model", outcome.Error);
        Assert.All(["multiemo prepare table --source", "multiemo extract corpora/yours --text tfidf", "multiemo train corpora/yours --recipe meld"],
            command => Assert.Contains(command, outcome.Error));
    }

    [Fact]
    public void The_three_commands_that_are_told_lead_to_a_model_of_ones_own()
    {
        new TinyCorpus().Write(folder.Path);
        File.Move(folder.File("turns.csv"), folder.File("yours.csv"));
        string told = Run("analyze", "talk.srt", "--output", "talk", "--threads", "1").Succeeded().Error;
        var commands = told.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("multiemo ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, commands.Length);

        foreach (string command in commands[..2]) Run(command.Split(' ')[1..]).Succeeded();
        Run([.. commands[2].Split(' ')[1..], "--threads", "1", "--set", "training.epochs=1"]).Succeeded();

        var own = Run("analyze", "talk.srt", "--model", "runs/yours", "--output", "own", "--threads", "1").Succeeded();
        Assert.DoesNotContain("starter", own.Error);
        Assert.Contains("model, seed 1", File.ReadAllText(folder.File("own", "emotions.csv")));
    }

    [Fact]
    public void Every_verb_that_reads_a_run_reads_it_by_its_name()
    {
        string info = Run("info", "starter").Succeeded().Out;
        Assert.Contains("recipe starter", info);
        Assert.Contains("Apache License, Version 2.0", info);
        Assert.Contains("macro F1", info);
        Assert.Contains("Reddit", (string)JsonNode.Parse(Run("info", "starter", "--json").Succeeded().Out)!["card"]!);

        Run("predict", "starter", "talk.srt", "--output", "said.jsonl", "--threads", "1").Succeeded();
        Assert.Equal(2, File.ReadAllLines(folder.File("said.jsonl")).Length);

        folder.Write("few.csv", "conversation,turn,speaker,text,emotion,split\na,0,Ana,I am so happy for you!,joy,test\nb,0,Ben,No.,neutral,train\n");
        Run("prepare", "table", "--source", "few.csv", "--labels", "meld", "--output", "few").Succeeded();
        Assert.Contains("100.00", Run("evaluate", "starter", "--corpus", "few", "--threads", "1").Succeeded().Out);
        Assert.Contains("name it with --corpus FOLDER", Run("evaluate", "starter").Failed(BadInput).Error);
    }

    [Fact]
    public void A_folder_of_its_name_does_not_take_its_place()
    {
        Directory.CreateDirectory(folder.File("starter"));
        Run("analyze", "talk.srt", "--output", "talk", "--threads", "1").Succeeded();
        Run("info", "starter").Failed(BadInput);
    }

    [Fact]
    public void A_recording_without_words_is_not_for_it()
    {
        File.Copy(Sounds.Files[0], folder.File("voice.wav"));
        var outcome = Run("analyze", "voice.wav", "--output", "voice", "--threads", "1");
        Assert.Equal(BadInput, outcome.ExitCode);
        Assert.Contains("error: voice.wav: the model knows text, and nothing of that is here", outcome.Error);
        Assert.Contains("--transcript", outcome.Error);
    }

    private Outcome Run(params string[] arguments) => Tool.Run(folder.Path, arguments);
}

using System.Text.Json.Nodes;
using MultiEmo.EndToEnd.Tests.Support;
using MultiEmo.Storage;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Whose faces count, through the real command: from the option to the corpus, the run and the rows of a recording.</summary>
public sealed class SpeakerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_face_of_the_voice_counts_and_the_other_does_not()
    {
        Pair("left.mp4", voice: 0);
        Pair("right.mp4", voice: 1);

        foreach (string name in new[] { "left", "right" })
        {
            Faces($"{name}.mp4", "--speaker", "active");
            var found = Read();
            Assert.Equal("active", (string)found["speaker"]!);
            Assert.Null(found["speaker_note"]);
            bool[] wanted = name == "left" ? [true, false] : [false, true];
            Assert.All(found["frames"]!.AsArray(), frame => Assert.Equal(wanted, Counts(frame!)));
        }
    }

    [Fact]
    public void All_count_where_nobody_asks_or_where_it_cannot_be_told()
    {
        Pair("left.mp4", voice: 0);
        Films.Make(folder.File("mute.mp4"), "-i", folder.File("left.mp4"), "-an", "-c", "copy");

        Faces("left.mp4");
        Assert.Equal("all", (string)Read()["speaker"]!);
        Assert.All(Read()["frames"]!.AsArray(), frame => Assert.Equal([true, true], Counts(frame!)));
        Assert.Contains("who speaks cannot be told (has no sound track), so all faces count", Faces("mute.mp4", "--speaker", "active").Error);
        Assert.All(Read()["frames"]!.AsArray(), frame => Assert.Equal([true, true], Counts(frame!)));
        Assert.Contains("no sound track", (string)Read()["speaker_note"]!);
    }

    [Fact]
    public void A_run_remembers_whose_faces_it_was_trained_on()
    {
        Pair("media/left.mp4", voice: 0);
        Films.Make(folder.File("media", "mute.mp4"), "-i", folder.File("media", "left.mp4"), "-an", "-c", "copy");
        foreach (string corpus in new[] { "active", "all" }) Prepare(corpus);
        TinyNetwork.Write(folder.File("net.safetensors"));

        Run("extract", "all", "--faces", "visextnet:net.safetensors", "--media", "media", "--weights", Weights).Succeeded();
        Run("extract", "active", "--faces", "visextnet:net.safetensors", "--media", "media", "--weights", Weights, "--speaker", "active").Succeeded();
        Run("train", "active", "--recipe", "meld", "--output", "run", "--threads", "1", "--set", "training.epochs=1")
            .Succeeded();
        folder.Write("talk.jsonl", """{"text": "Hello.", "start": 0, "end": 2.8}""");
        Analyze("left.mp4", "own");
        string error = Analyze("left.mp4", "other", "--speaker", "all").Error;
        Analyze("mute.mp4", "mute");

        PreparedCorpus all = PreparedCorpus.Load(folder.File("all")), active = PreparedCorpus.Load(folder.File("active"));
        Assert.Equal("all", all.Features.Single().Settings["speaker"]);
        Assert.Equal("active", active.Features.Single().Settings["speaker"]);
        FeatureMatrix one = all.ReadFeatures("visextnet-net"), other = active.ReadFeatures("visextnet-net");
        Assert.NotEqual(one.Row(0).ToArray(), other.Row(0).ToArray());
        Assert.Equal(one.Row(1).ToArray(), other.Row(1).ToArray());
        Assert.Contains("mute.mp4,partial,", File.ReadAllText(folder.File("active", "features", "visextnet-net.report.csv")));
        Assert.Contains("trained on faces with --speaker active", error);
        Assert.Empty(Row("own")["notes"]!.AsArray());
        Assert.Contains("so all faces count", (string)Row("mute")["notes"]!.AsArray().Single()!);
        Assert.NotEqual(Row("own")["probabilities"]!.ToJsonString(), Row("other")["probabilities"]!.ToJsonString());
        Assert.Equal(Row("mute")["probabilities"]!.ToJsonString(), Row("other")["probabilities"]!.ToJsonString());
    }

    [Fact]
    public void What_is_no_choice_is_told()
    {
        const int usage = 2;
        folder.Write("a.mp4", "");
        Run("extract", "faces", "a.mp4", "--output", "f.json", "--speaker", "activ").Failed(usage, "did you mean 'active'?");
        Run("extract", "faces", "a.mp4", "--output", "f.json", "--speaker", "loudest").Failed(usage, "all, active");
        Run("extract", "corpus", "--text", "tfidf", "--speaker", "active").Failed(usage, "--speaker goes with --faces visextnet");
        Run("analyze", "a.mp4", "--model", "run", "--output", "out", "--speaker", "none").Failed(usage, "all, active");
    }

    private static string Weights => Films.Shared("weights");

    // Two people who both talk, with the voice of the first or the second.
    private void Pair(string name, int voice) => Films.Make(folder.File(name),
        "-i", Films.Shared("data", "media", "bbaf2n.mpg"), "-i", Films.Shared("data", "media", "lrwp9a.mpg"),
        "-filter_complex", "[0:v][1:v]hstack[v]", "-map", "[v]", "-map", $"{voice}:a", "-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac");

    private static bool[] Counts(JsonNode frame) =>
        [.. frame["faces"]!.AsArray().OrderBy(face => (float)face!["box"]![0]!).Select(face => (bool)face!["counts"]!)];

    private Outcome Faces(string name, params string[] more) =>
        Run(["extract", "faces", name, "--output", "faces.json", "--weights", Weights, "--threads", "1", .. more]).Succeeded();

    private JsonNode Read() => JsonNode.Parse(File.ReadAllText(folder.File("faces.json")))!;

    private Outcome Analyze(string film, string output, params string[] more) => Run([
        "analyze", $"media/{film}", "-t", "talk.jsonl", "--model", "run", "--output", output, "--weights", folder.Path, "--threads", "1", .. more])
        .Succeeded();

    private JsonNode Row(string output) => JsonNode.Parse(File.ReadAllLines(folder.File(output, "emotions.jsonl"))[0])!;

    private Outcome Run(params string[] args) =>
        Tool.Run(folder.Path, new Dictionary<string, string> { ["MULTIEMO_WEIGHTS"] = Films.Shared("weights") }, args);

    private void Prepare(string corpus)
    {
        string[] emotions = ["joy", "anger"], splits = ["train", "train", "dev", "test"];
        var rows = Enumerable.Range(0, 8).Select(i =>
            $"c{i / 2},{i % 2},Ana,Number {i},{emotions[i % 2]},{(i % 2 == 0 ? "left" : "mute")}.mp4,{splits[i / 2]},0,2.8\n");
        folder.Write("turns.csv", "conversation,turn,speaker,text,emotion,media,split,start,end\n" + string.Concat(rows));
        Run("prepare", "table", "--source", "turns.csv", "--labels", "joy,anger", "--output", corpus).Succeeded();
    }
}

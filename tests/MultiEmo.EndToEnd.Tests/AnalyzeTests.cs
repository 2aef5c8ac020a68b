using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MultiEmo.Audio;
using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>From recordings and transcripts to rows, subtitles and a page, with a model of words and voices.</summary>
public sealed class AnalyzeTests(AnalyzeTests.VoicedRun run) : IClassFixture<AnalyzeTests.VoicedRun>, IDisposable
{
    private static readonly string[] Picture = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=5:duration=3"];
    private const int BadInput = 1;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_film_and_its_transcript_become_rows_subtitles_and_a_page()
    {
        Film("talk.mp4");
        folder.Write("talk.srt", """
            1
            00:00:00,100 --> 00:00:01,200
            Ana: Hello <b onclick="x()">&amp; welcome</b> =1+1

            2
            00:00:01,200 --> 00:00:02,000
            Ben: </script><script>alert(1)</script> fine

            3
            00:00:50,000 --> 00:00:51,000
            Ana: beyond the end
            """);

        Run("analyze", "talk.mp4", "-t", "talk.srt", "--model", run.Path, "--output", "out", "--threads", "1").Succeeded();

        var rows = Rows("out");
        Assert.Equal(["Ana", "Ben", "Ana"], rows.Select(row => (string)row["speaker"]!));
        Assert.Equal(2, rows[0]["present"]!.AsArray().Count);
        Assert.Equal("text", (string)rows[2]["present"]!.AsArray().Single()!);
        Assert.Contains("after the recording's end", (string)rows[2]["absent"]!["audio"]!);
        Assert.All(rows, row => Assert.Equal(1, row["probabilities"]!.AsObject().Sum(pair => (double)pair.Value!), 1e-5));
        string page = File.ReadAllText(folder.File("out", "index.html"));
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("onclick=\"", page);
        Assert.Contains("class=\"wave\"", page);
        Assert.Contains("must not be used for", page);
        string subtitles = File.ReadAllText(folder.File("out", "emotions.srt"));
        Assert.Equal(3, subtitles.Split("-->").Length - 1);
        Assert.Equal(4, File.ReadAllLines(folder.File("out", "emotions.csv")).Length);
        string[] names = ["emotions.csv", "emotions.jsonl", "emotions.srt", "index.html"];
        Assert.Equal(names, Directory.GetFileSystemEntries(folder.File("out")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_same_recording_and_model_give_the_same_bytes()
    {
        Film("talk.mp4");
        Run("analyze", "talk.mp4", "--model", run.Path, "--output", "one", "--threads", "1").Succeeded();
        Run("analyze", "talk.mp4", "--model", run.Path, "--output", "two", "--threads", "1").Succeeded();
        foreach (string file in Directory.GetFiles(folder.File("one")))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(folder.File("two", Path.GetFileName(file))));
    }

    [Fact]
    public void Without_a_transcript_words_are_absent_and_the_way_to_one_is_told()
    {
        File.Copy(Sounds.Files[0], folder.File("voice.wav"));
        var outcome = Run("analyze", "voice.wav", "--model", run.Path, "--output", "out", "--threads", "1").Succeeded();

        Assert.Contains("Whisper", outcome.Error);
        Assert.All(Rows("out"), row => Assert.Equal("there are no words", (string)row["absent"]!["text"]!));
        Assert.All(Rows("out"), row => Assert.Equal("audio", (string)row["present"]!.AsArray().Single()!));
    }

    [Fact]
    public void A_transcript_alone_lacks_the_sound_and_says_so()
    {
        folder.Write("talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hello.\n");
        Run("analyze", "talk.vtt", "--model", run.Path, "--output", "out", "--threads", "1").Succeeded();
        Assert.Equal("no recording was given", (string)Rows("out").Single()["absent"]!["audio"]!);
    }

    [Fact]
    public void A_silent_film_says_that_nothing_is_heard()
    {
        Films.Make(folder.File("mute.mp4"), [.. Picture, "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", "3"]);
        Films.Make(folder.File("soundless.mp4"), Picture);
        folder.Write("talk.jsonl", """{"text": "Hello.", "start": 0, "end": 2}""");

        Run("analyze", "mute.mp4", "-t", "talk.jsonl", "--model", run.Path, "--output", "mute", "--threads", "1").Succeeded();
        Run("analyze", "soundless.mp4", "-t", "talk.jsonl", "--model", run.Path, "--output", "soundless", "--threads", "1").Succeeded();

        Assert.Equal("nothing is heard", (string)Rows("mute").Single()["absent"]!["audio"]!);
        Assert.Equal("the recording has no sound", (string)Rows("soundless").Single()["absent"]!["audio"]!);
        var none = Run("analyze", "soundless.mp4", "--model", run.Path, "--output", "none", "--threads", "1");
        Assert.Equal(BadInput, none.ExitCode);
        Assert.Contains("nothing is heard in it, and there is no transcript", none.Error);
    }

    [Fact]
    public void Turn_by_turn_equals_runs_on_the_conversation_cut_there()
    {
        string[] lines =
        [
            """{"speaker": "Ana", "text": "Hello there.", "start": 0, "end": 1}""", """{"speaker": "Ben", "text": "Oh no.", "start": 1, "end": 2}""",
            """{"speaker": "Ana", "text": "What is it?", "start": 2, "end": 3}""",
        ];
        Film("talk.mp4");
        folder.Write("all.jsonl", string.Join('\n', lines));
        Run("analyze", "talk.mp4", "-t", "all.jsonl", "--model", run.Path, "--output", "all", "--turn-by-turn", "--threads", "1").Succeeded();
        for (int count = 1; count <= lines.Length; count++)
        {
            folder.Write("cut.jsonl", string.Join('\n', lines.Take(count)));
            Run("analyze", "talk.mp4", "-t", "cut.jsonl", "--model", run.Path, "--output", "cut", "--force", "--threads", "1").Succeeded();
            var cut = Rows("cut").Last(row => (string)row["text"]! != "");
            Assert.Equal(cut["probabilities"]!.ToJsonString(), Rows("all")[count - 1]["probabilities"]!.ToJsonString());
        }
    }

    [Fact]
    public void Interrupted_it_goes_on_where_it_was_and_ends_in_the_same_bytes()
    {
        const int all = 400;
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        File.Copy(Sounds.Files[0], folder.File("voice.wav"));
        folder.Write("talk.jsonl", string.Join('\n', Enumerable.Range(0, all).Select(i =>
            FormattableString.Invariant($$"""{"text": "Hello {{i}}.", "start": {{i * 0.001}}, "end": {{0.5 + (i * 0.001)}}}"""))));
        string[] command = ["analyze", "voice.wav", "-t", "talk.jsonl", "--model", run.Path, "--threads", "1", "--output"];
        string Part(string output) => Directory.GetFiles(folder.File(output), "*.part", SearchOption.AllDirectories).Order().First();
        Run([.. command, "whole"]).Succeeded();

        using var process = Tool.Start(folder.Path, [.. command, "broken"]);
        int Done() => Directory.Exists(folder.File("broken", ".parts"))
            ? Directory.GetFiles(folder.File("broken", ".parts"), "*.part", SearchOption.AllDirectories).Length : 0;
        while (!process.HasExited && Done() < 5) Thread.Sleep(5);
        Tool.PressCtrlC(process);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Contains("the same command with --resume goes on", error);
        Assert.InRange(Done(), 5, all - 1);
        Assert.Equal([".parts"], Directory.GetFileSystemEntries(folder.File("broken")).Select(Path.GetFileName));
        // What is done is read, not made again: a mark left in it comes out in the rows.
        foreach (string part in Directory.GetFiles(folder.File("broken"), "*.part", SearchOption.AllDirectories))
        {
            string copy = part.Replace(folder.File("broken"), folder.File("marked"), StringComparison.Ordinal);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(part, copy);
        }
        AudioTests.Mark(Part("marked"), AudioSet.EGeMapsV02);
        foreach (string output in (string[])["broken", "marked"]) Run([.. command, output, "--resume"]).Succeeded();
        foreach (string file in Directory.GetFiles(folder.File("whole")))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(folder.File("broken", Path.GetFileName(file))));
        Assert.NotEqual(File.ReadAllBytes(folder.File("whole", "emotions.jsonl")), File.ReadAllBytes(folder.File("marked", "emotions.jsonl")));
        Assert.Equal(4, Directory.GetFileSystemEntries(folder.File("broken")).Length);
    }

    [Fact]
    public void What_cannot_be_done_is_told_and_nothing_is_lost()
    {
        folder.Write("talk.srt", "1\n00:00:01,000 --> 00:00:02,000\nHi\n");
        folder.Write("empty.srt", "");
        folder.Write("fake.mp4", "#EXTM3U\nhttp://example.org/x.ts\n");
        Run("analyze", "talk.srt", "--model", run.Path, "--output", "out", "--threads", "1").Succeeded();
        byte[] before = File.ReadAllBytes(folder.File("out", "emotions.jsonl"));

        Assert.Contains("--force", Run("analyze", "talk.srt", "--model", run.Path, "--output", "out").Failed(BadInput).Error);
        Assert.Contains("holds no turn", Run("analyze", "empty.srt", "--model", run.Path, "--output", "new").Failed(BadInput).Error);
        var list = Run("analyze", "fake.mp4", "--model", run.Path, "--output", "new");
        var none = Run("analyze", "none.mp4", "--model", run.Path, "--output", "new");
        Assert.Equal([BadInput, BadInput], [list.ExitCode, none.ExitCode]);
        Assert.Contains("error: fake.mp4: is a list of other media", list.Error);
        Assert.Contains("no such file", none.Error);
        Assert.Contains("nothing was begun", Run("analyze", "talk.srt", "--model", run.Path, "--output", "new", "--resume").Failed(BadInput).Error);
        Assert.Equal(before, File.ReadAllBytes(folder.File("out", "emotions.jsonl")));
    }

    [Fact]
    public async Task The_sample_of_the_library_says_who_felt_what()
    {
        Film("talk.mp4");
        folder.Write("talk.srt", "1\n00:00:00,100 --> 00:00:01,200\nAna: Hello.\n");
        using var process = Sample("analyze.cs", run.Path, folder.File("talk.mp4"), folder.File("talk.srt"));
        var stop = TestContext.Current.CancellationToken;
        var error = process.StandardError.ReadToEndAsync(stop);
        string output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        Assert.True(process.ExitCode == 0, output + await error);
        Assert.Contains("0.1 Ana: ", output);
    }

    [Fact]
    public async Task The_sample_of_a_service_answers_with_rows()
    {
        using var process = Sample("service.cs", "--run", run.Path, "--urls", "http://127.0.0.1:0");
        try
        {
            var stop = TestContext.Current.CancellationToken;
            var error = process.StandardError.ReadToEndAsync(stop);
            string address = await Address(process.StandardOutput, stop) ?? throw new InvalidOperationException(await error);
            using var client = new HttpClient();
            using var transcript = new StringContent("1\n00:00:00,100 --> 00:00:01,200\nAna: Hello.\n\n2\n00:00:02,000 --> 00:00:03,000\nBen: Hi.\n");
            using var answer = await client.PostAsync(new Uri(address + "/emotions"), transcript, stop);
            var rows = JsonNode.Parse(await answer.Content.ReadAsStringAsync(stop))!.AsArray();
            Assert.Equal(["Ana", "Ben"], rows.Select(row => (string)row!["speaker"]!));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    // The line of the service that tells its address.
    private static async Task<string?> Address(StreamReader output, CancellationToken stop)
    {
        const string Telling = "Now listening on: ";
        while (await output.ReadLineAsync(stop) is { } line)
            if (line.IndexOf(Telling, StringComparison.Ordinal) is var place and >= 0) return line[(place + Telling.Length)..].Trim();
        return null;
    }

    private static Process Sample(string name, params string[] arguments)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] all = ["run", "-c", "Release", Path.Combine(Sounds.Repository, "samples", name), "--", .. arguments];
        return Process.Start(new ProcessStartInfo(host, all) { RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    [Fact]
    public void Faces_are_found_again_with_the_networks_of_the_training_and_shown()
    {
        string weights = Films.Shared("weights");
        TinyNetwork.Write(folder.File("net.safetensors"));
        Directory.CreateDirectory(folder.File("media"));
        string[] films = ["bbaf2n.mpg", "no_face.mp4", "lrwp9a.mpg", "swiz3n.mpg"], labels = ["joy", "anger"];
        string[] splits = ["train", "train", "dev", "test"];
        foreach (string film in films)
            Films.Make(folder.File("media", film + ".mp4"), "-i", Films.Shared("data", "media", film), "-t", "0.6", "-vf", "fps=5,scale=200:-2");
        var rows = films.Select((film, i) => $"c{i},0,Ana,words {i},{labels[i % 2]},{splits[i]},{film}.mp4");
        folder.Write("turns.csv", string.Join('\n', rows.Prepend("conversation,turn,speaker,text,emotion,split,media")));
        Run("prepare", "table", "--source", "turns.csv", "--output", "corpus").Succeeded();
        Run("extract", "corpus", "--faces", "visextnet:net.safetensors", "--media", "media", "--weights", weights).Succeeded();
        Run("train", "corpus", "--recipe", "meld", "--output", "seen", "--threads", "1", "--set", "training.epochs=1", "model.width=16").Succeeded();
        folder.Write("talk.jsonl", """{"text": "Hello.", "start": 0, "end": 0.5}""");

        Run("analyze", "media/swiz3n.mpg.mp4", "-t", "talk.jsonl", "--model", "seen", "--weights", weights, "--output", "out").Succeeded();
        var none = Run("analyze", "media/no_face.mp4.mp4", "-t", "talk.jsonl", "--model", "seen", "--weights", weights, "--output", "none");

        var face = Rows("out").Single()["faces"]!.AsArray().Single()!;
        Assert.InRange((double)face["box"]!["left"]!, 0, 200);
        Assert.Single(Regex.Matches(File.ReadAllText(folder.File("out", "index.html")), "<img src=\"data:image/jpeg;base64,"));
        Assert.Equal(BadInput, none.ExitCode);
        Assert.Contains("nothing of that is here (no face was found); name a model", none.Error);
        TinyNetwork.Write(folder.File("net.safetensors"));
        var other = Run("analyze", "media/swiz3n.mpg.mp4", "-t", "talk.jsonl", "--model", "seen", "--weights", weights, "--output", "new");
        Assert.Contains("were made by other weights of net.safetensors", other.Error);
    }

    private void Film(string name) =>
        Films.Make(folder.File(name), [.. Picture, "-i", Sounds.Files[0], "-map", "0", "-map", "1", "-shortest"]);

    private Outcome Run(params string[] arguments) => Tool.Run(folder.Path, arguments);

    private JsonNode[] Rows(string output) => [.. File.ReadAllLines(folder.File(output, "emotions.jsonl")).Select(line => JsonNode.Parse(line)!)];

    /// <summary>A run on words and voices, of a table of a few turns.</summary>
    public sealed class VoicedRun : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        /// <summary>Prepares, extracts and trains.</summary>
        public VoicedRun()
        {
            Sounds.Copy(folder.File("media"), 18);
            string[] words = ["oh how lovely", "that is so sad", "go away now"], labels = ["joy", "sadness", "anger"];
            var turns = Enumerable.Range(0, 18).Select(i =>
                $"c{i / 3},{i % 3},{(i % 2 == 0 ? "Ana" : "Ben")},{words[i % 3]} {i},{labels[i % 3]},"
                + $"{(i < 12 ? "train" : i < 15 ? "dev" : "test")},{i:000}.wav");
            folder.Write("table.csv", string.Join('\n', turns.Prepend("conversation,turn,speaker,text,emotion,split,media")));
            Tool.Run(folder.Path, "prepare", "table", "--source", "table.csv", "--output", "corpus").Succeeded();
            Tool.Run(folder.Path, "extract", "corpus", "--text", "tfidf", "--audio", "egemaps", "--media", "media").Succeeded();
            Tool.Run(folder.Path, "train", "corpus", "--recipe", "meld", "--output", "run", "--threads", "1",
                "--set", "training.epochs=2", "training.withhold=0.2").Succeeded();
        }

        /// <summary>The run's folder.</summary>
        public string Path => folder.File("run");

        /// <inheritdoc/>
        public void Dispose() => folder.Dispose();
    }
}

using MultiEmo.EndToEnd.Tests.Support;
using MultiEmo.Storage;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Extraction as a batch job through the real command: kills, shares, jobs, clips that cannot be used.</summary>
public sealed class ExtractionTests : IDisposable
{
    private const int Turns = 30;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Shares_with_kills_between_them_and_several_jobs_leave_the_bytes_of_one_run()
    {
        Lay();
        Prepare("one", "shares", "jobs");
        Extract("one").Succeeded();

        foreach (int share in new[] { 3, 1 }) Extract("shares", "--shard", $"{share}/4").Succeeded();
        Kill("shares", 18, "--shard", "4/4");
        foreach (int share in new[] { 4, 2 }) Extract("shares", "--shard", $"{share}/4", "--resume").Succeeded();
        string put = Extract("shares").Succeeded().Error;
        Kill("jobs", 4, "--jobs", "2");
        Extract("jobs", "--jobs", "2").Succeeded();

        Assert.Contains($"{Turns} of {Turns} sounds, found done", put);
        Assert.All(new[] { "shares", "jobs" }, corpus => Equal("one", corpus));
    }

    [Fact]
    public void A_share_leaves_the_corpus_as_it_is_and_says_what_comes_next()
    {
        Lay(8);
        Prepare("corpus");
        byte[] before = File.ReadAllBytes(folder.File("corpus", "corpus.json"));

        var outcome = Extract("corpus", "--shard", "2/4", "--text", "tfidf").Succeeded();

        Assert.Contains("share 2/4: 2 sounds done", outcome.Out);
        Assert.Contains("without --shard", outcome.Out);
        Assert.Contains("'tfidf' is left to the command without --shard", outcome.Error);
        Assert.Equal(before, File.ReadAllBytes(folder.File("corpus", "corpus.json")));
        Assert.Equal(2, Parts("corpus").Length);
    }

    [Fact]
    public void Two_shares_may_work_at_the_same_time()
    {
        Lay();
        Prepare("one", "corpus");
        Extract("one").Succeeded();

        using (var first = Start("corpus", "--shard", "1/2"))
        using (var second = Start("corpus", "--shard", "2/2"))
        {
            Assert.Equal([0, 0], new[] { first, second }.Select(Ended));
        }
        Extract("corpus").Succeeded();

        Equal("one", "corpus");
    }

    [Fact]
    public void A_clip_that_cannot_be_used_is_a_row_of_the_report_and_not_the_end()
    {
        Lay();
        byte[] sound = File.ReadAllBytes(Sounds.Files[0]);
        File.WriteAllBytes(folder.File("media", "001.wav"), []);
        folder.Write("media/002.wav", "Once upon a time, there was no sound in this file at all.");
        File.WriteAllBytes(folder.File("media", "003.wav"), sound[..200]);
        File.WriteAllBytes(folder.File("media", "004.wav"), sound[..(sound.Length / 2)]);
        File.Delete(folder.File("media", "005.wav"));
        Prepare("corpus");

        var outcome = Extract("corpus", "--jobs", "2").Succeeded();

        string[] rows = File.ReadAllLines(folder.File("corpus", "features", "egemaps.report.csv"));
        Assert.Equal("conversation,turn,media,status,why,remedy", rows[0]);
        Assert.StartsWith("c0,1,001.mp4,failed,", rows[1]);
        Assert.StartsWith("c0,2,002.mp4,failed,", rows[2]);
        Assert.StartsWith("c0,3,003.mp4,failed,", rows[3]);
        Assert.StartsWith("c0,4,004.mp4,partial,\"ends before the sound", rows[4]);
        Assert.StartsWith("c1,0,005.mp4,missing,the folder has no such file", rows[5]);
        Assert.Equal(6, rows.Length);
        Assert.Contains("3 turns cannot be used", outcome.Error);
        Assert.Contains("egemaps.report.csv", outcome.Error);
        bool[] present = PreparedCorpus.Load(folder.File("corpus")).ReadFeatures("egemaps").Present;
        Assert.Equal(new[] { 1, 2, 3, 5 }, present.Index().Where(turn => !turn.Item).Select(turn => turn.Index));
    }

    [Fact]
    public void When_every_clip_fails_the_command_does()
    {
        for (int turn = 0; turn < 12; turn++) folder.Write($"media/{turn:000}.wav", "no sound");
        Prepare("corpus");

        var outcome = Extract("corpus");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("error: no turn of the training split has audio features (the first: 000.mp4: ", outcome.Error);

        Assert.False(File.Exists(folder.File("corpus", "features", "egemaps.safetensors")));
        Assert.Equal(1 + Turns, File.ReadAllLines(folder.File("corpus", "features", "egemaps.report.csv")).Length);
    }

    [Fact]
    public void Leftovers_of_other_settings_are_told_and_with_resume_refused()
    {
        Lay(8);
        Prepare("corpus");
        Extract("corpus", "--shard", "1/2", "--name", "voice").Succeeded();
        string[] other = ["extract", "corpus", "--audio", "compare16", "--media", "media", "--name", "voice"];

        Tool.Run(folder.Path, [.. other, "--resume"]).Failed(1, "4 finished items of other settings", "leave out --resume");
        var outcome = Tool.Run(folder.Path, other).Succeeded();

        Assert.Contains("4 finished items of other settings", outcome.Error);
        Assert.Equal(6373, PreparedCorpus.Load(folder.File("corpus")).ReadFeatures("voice").Width);
        Assert.False(Directory.Exists(folder.File("corpus", "features", "voice.partial")));
    }

    [Fact]
    public void Principal_components_are_fitted_on_the_training_turns_and_kept()
    {
        Lay(16);
        Prepare("corpus");
        Extract("corpus", "--pca", "5").Succeeded();
        Extract("corpus", "--pca", "5", "--name", "other", "--jobs", "2").Succeeded();

        Extract("corpus", "--pca", "40", "--name", "none").Failed(1, "40 principal components", "--pca 15 or less");

        var corpus = PreparedCorpus.Load(folder.File("corpus"));
        Assert.Equal(5, corpus.ReadFeatures("egemaps").Width);
        var fitted = Safetensors.Read(corpus.FeaturePath("egemaps", "fitted.safetensors"));
        Assert.Equal([88L, 5L], fitted.Require("components").Shape);
        Assert.Equal("5", corpus.Features[0].Settings["pca"]);
        Assert.Equal(File.ReadAllBytes(corpus.FeaturePath("egemaps", "safetensors")), File.ReadAllBytes(corpus.FeaturePath("other", "safetensors")));
    }

    [Fact]
    public void A_run_keeps_what_was_fitted_and_takes_no_vectors_that_were_fitted_otherwise()
    {
        Lay();
        Prepare("corpus");
        Extract("corpus", "--pca", "5").Succeeded();
        Run(TinyCorpus.Training("run", epochs: 1)).Succeeded();
        string[] predict = ["predict", "run", "corpus", "--split", "test", "--output", "predictions.jsonl"];
        string fitted = folder.File("run", "seed-1", "features", "egemaps.fitted.safetensors");

        string same = Run(predict).Succeeded().Error;
        File.Copy(Sounds.Files[^1], folder.File("media", "000.wav"), overwrite: true);
        Extract("corpus", "--pca", "5").Succeeded();
        string other = Run([.. predict[..^1], "others.jsonl"]).All;

        Assert.True(File.Exists(fitted));
        Assert.DoesNotContain("absent", same);
        Assert.Contains("The audio features 'egemaps' are absent", other);
    }

    [Fact]
    public void What_was_typed_wrongly_is_told_with_a_remedy()
    {
        folder.Write("prosody.csv", "");
        Run("extract", "corpus").Failed(2, "nothing to extract");
        Run("extract", "corpus", "--audio", "egemap", "--media", ".").Failed(2, "egemap", "'egemaps'");
        Run("extract", "corpus", "--audio", "prosody.csv").Failed(2, "table:prosody.csv");
        Run("extract", "corpus", "--audio", "table:").Failed(2, "'table:'");
        Run("extract", "corpus", "--audio", "egemaps").Failed(2, "--media is missing");
        Run("extract", "corpus", "--text", "tfidf", "--media", ".").Failed(2, "--media goes with");
        Run("extract", "corpus", "--text", "tfidf", "--pca", "5").Failed(2, "--pca goes with");
        Run("extract", "corpus", "--faces", "visextnet", "--media", ".").Failed(2, "'visextnet'", "visextnet:NETWORK");
        Run("extract", "corpus", "--faces", "prosody.csv", "--media", ".").Failed(2, "frames:prosody.csv");
        Run("extract", "corpus", "--faces", "frames:resnet101", "--frames", "released", "--media", ".").Failed(2, "--frames goes with");
        Run("extract", "corpus", "--audio", "egemaps", "--media", ".", "--pca", "0").Failed(2, "--pca is at least 1");
        Run("extract", "corpus", "--audio", "egemaps", "--media", ".", "--shard", "0/4").Failed(2, "0/4", "1/16");
        Run("extract", "corpus", "--audio", "opensmile:nowhere/SMILExtract", "--media", ".").Failed(1, "corpus");
    }

    private Outcome Run(params string[] args) => Tool.Run(folder.Path, args);

    private static string[] Command(string corpus, string[] more) => ["extract", corpus, "--audio", "egemaps", "--media", "media", .. more];

    private Outcome Extract(string corpus, params string[] more) => Run(Command(corpus, more));

    private System.Diagnostics.Process Start(string corpus, params string[] more) => Tool.Start(folder.Path, Command(corpus, more));

    private static int Ended(System.Diagnostics.Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        output.Wait();
        return process.ExitCode;
    }

    // Kills the command as soon as so many parts are there.
    private void Kill(string corpus, int parts, params string[] more)
    {
        using var process = Start(corpus, more);
        while (!process.HasExited && Parts(corpus).Length < parts) Thread.Sleep(2);
        bool early = !process.HasExited;
        process.Kill();
        process.WaitForExit();
        Assert.True(early && Parts(corpus).Length < Turns, $"{corpus} was done before it could be killed");
    }

    private string[] Parts(string corpus)
    {
        string partial = folder.File(corpus, "features", "egemaps.partial");
        return Directory.Exists(partial) ? Directory.GetFiles(partial, "*.part") : [];
    }

    private void Lay(int count = Turns) => Sounds.Copy(folder.File("media"), count);

    // Conversations of five turns; the last two of six are not for training.
    private void Prepare(params string[] corpora)
    {
        string[] splits = ["train", "train", "train", "train", "dev", "test"], emotions = ["joy", "anger"];
        var rows = Enumerable.Range(0, Turns)
            .Select(turn => $"c{turn / 5},{turn % 5},Ana,Hello {turn},{emotions[turn % 2]},{turn:000}.mp4,{splits[turn / 5]}\n");
        folder.Write("turns.csv", "conversation,turn,speaker,text,emotion,media,split\n" + string.Concat(rows));
        foreach (string corpus in corpora)
            Run("prepare", "table", "--source", "turns.csv", "--labels", "joy,anger", "--output", corpus).Succeeded();
    }

    private void Equal(string expected, string actual)
    {
        Assert.Equal(Files(expected), Files(actual));
        foreach (string name in Files(expected))
        {
            byte[] one = File.ReadAllBytes(folder.File(expected, name)), other = File.ReadAllBytes(folder.File(actual, name));
            Assert.True(one.AsSpan().SequenceEqual(other), $"{name} of {actual} differs from that of {expected}");
        }
    }

    private string[] Files(string corpus) => [.. Directory.GetFiles(folder.File(corpus), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder.File(corpus), path))
        .Order(StringComparer.Ordinal)];
}

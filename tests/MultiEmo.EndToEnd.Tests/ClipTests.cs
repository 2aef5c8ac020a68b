using MultiEmo.Audio;
using MultiEmo.EndToEnd.Tests.Support;
using MultiEmo.Storage;
using MultiEmo.Tests.Models.Text;
using TemporaryFolder = MultiEmo.EndToEnd.Tests.Support.TemporaryFolder;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Sound, pictures and words of films through the real command, with networks of random weights.</summary>
public sealed class ClipTests : IDisposable
{
    private static readonly string[] Tone = ["-f", "lavfi", "-i", "sine=frequency=200:sample_rate=16000:duration=1"];
    private static readonly string[] Picture = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=5:duration=1"];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sounds_come_out_of_films_and_of_any_format()
    {
        string wave = Sounds.Files[0];
        File.Copy(wave, Media("a.wav", make: true));
        Films.Make(Media("b.mkv"), [.. Picture, "-i", wave, "-map", "0", "-map", "1", "-c:a", "pcm_s16le"]);
        Films.Make(Media("c.flac"), "-i", wave);
        Films.Make(Media("d.mp4"), [.. Picture, "-i", wave, "-map", "0", "-map", "1"]);
        Prepare("a.wav", "b.mkv", "c.flac", "d.mp4");

        Run("extract", "corpus", "--audio", "egemaps", "--media", "media", "--name", "voice").Succeeded();
        Run("extract", "audio", "media/b.mkv", "media/c.flac", "--set", "egemaps", "--output", "voices.csv").Succeeded();

        var corpus = PreparedCorpus.Load(folder.File("corpus"));
        var voices = corpus.ReadFeatures("voice");
        Assert.Equal(voices.Row(0), voices.Row(1));
        Assert.Equal(voices.Row(0), voices.Row(2));
        Assert.True(voices.Present[3]);
        Assert.NotEqual(voices.Row(0).ToArray(), voices.Row(3).ToArray());
        Assert.Matches("[0-9]", corpus.Features[0].Settings["may_differ:ffmpeg"]);
        string[] rows = [.. File.ReadAllLines(folder.File("voices.csv")).Skip(1).Select(row => row[row.IndexOf(',')..])];
        Assert.Equal(rows[0], rows[1]);
        float first = new AudioFeatures(AudioSet.EGeMapsV02).Extract(Waveform.Read(wave)).Values[0];
        Assert.StartsWith(FormattableString.Invariant($",{first:R},"), rows[0]);
    }

    [Fact]
    public void Every_kind_of_bad_clip_is_a_row_that_says_what_it_is()
    {
        Films.Make(Media("good.mp4"), [.. Picture, .. Tone]);
        Films.Make(Media("silent.mp4"), Picture);
        Films.Make(Media("song.mp4"), [.. Tone, "-vn"]);
        Films.Make(Media("short.mkv"), ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=5:duration=4", .. Tone]);
        byte[] good = File.ReadAllBytes(Media("good.mp4"));
        File.WriteAllBytes(Media("cut.mp4"), good[..(good.Length / 3)]);
        File.WriteAllBytes(Media("empty.mp4"), []);
        folder.Write("media/words.mp4", "These are words, and somebody called them a film.");
        folder.Write("media/list.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\ngood.mp4\n#EXT-X-ENDLIST\n");
        Prepare("good.mp4", "silent.mp4", "song.mp4", "short.mkv", "cut.mp4", "empty.mp4", "words.mp4", "list.mp4", "none.mp4");
        TinyNetwork.Write(folder.File("net.safetensors"));

        Run("extract", "corpus", "--audio", "egemaps", "--media", "media", "--jobs", "2").Succeeded();
        Run("extract", "corpus", "--faces", "frames:net.safetensors", "--media", "media", "--jobs", "2").Succeeded();

        Assert.Equal(["short.mkv partial", "silent.mp4 failed", .. Unusable], Report("egemaps"));
        Assert.Equal(["song.mp4 failed", .. Unusable], Report("frames-net"));
        Assert.Contains("no sound track", File.ReadAllText(folder.File("corpus", "features", "egemaps.report.csv")));
        Assert.Contains("no moving pictures", File.ReadAllText(folder.File("corpus", "features", "frames-net.report.csv")));
        var corpus = PreparedCorpus.Load(folder.File("corpus"));
        Assert.Equal([0, 2, 3], Present(corpus, "egemaps"));
        Assert.Equal([0, 1, 3], Present(corpus, "frames-net"));
    }

    [Fact]
    public void Words_voices_and_faces_have_the_same_bytes_from_one_job_from_two_and_from_shares()
    {
        string[] films = ["single_face.mp4", "no_face.mp4", "bbaf2n.mpg", "lrwp9a.mpg"];
        foreach (string film in films)
        {
            string source = Films.Shared("data", "media", film);
            Films.Make(Media(Path.ChangeExtension(film, ".mp4")), "-i", source, "-t", "0.6", "-vf", "fps=5,scale=200:-2");
        }
        string weights = Films.Shared("weights");
        TinyRoberta.Write(folder.File("tiny"));
        TinyNetwork.Write(folder.File("net.safetensors"));
        foreach (string corpus in new[] { "one", "two", "shares" })
            PrepareAs(corpus, [.. films.Select(film => Path.ChangeExtension(film, ".mp4"))]);
        string[] what =
        [
            "--text", "roberta:tiny", "--audio", "egemaps", "--faces", "visextnet:net.safetensors", "--media", "media", "--weights", weights,
        ];

        Run(["extract", "one", .. what]).Succeeded();
        Run(["extract", "two", .. what, "--jobs", "2"]).Succeeded();
        foreach (int share in new[] { 2, 1 }) Run(["extract", "shares", .. what, "--shard", $"{share}/2"]).Succeeded();
        Run(["extract", "shares", .. what]).Succeeded();

        foreach (string name in new[] { "roberta", "egemaps", "visextnet-net" })
            foreach (string corpus in new[] { "two", "shares" })
                Assert.Equal(Bytes("one", name), Bytes(corpus, name));
        var made = PreparedCorpus.Load(folder.File("one"));
        Assert.Equal([0, 2, 3], Present(made, "visextnet-net"));
        Assert.Contains("no_face.mp4,empty,no face was found", File.ReadAllText(folder.File("one", "features", "visextnet-net.report.csv")));
        Assert.Equal(64, made.Features.Single(entry => entry.Extractor == "visextnet").Settings["sha256:network"].Length);
        Assert.Equal(64, made.Features.Single(entry => entry.Extractor == "roberta").Settings["sha256"].Length);
    }

    private static string[] Unusable { get; } = ["cut.mp4 failed", "empty.mp4 failed", "words.mp4 failed", "list.mp4 failed", "none.mp4 missing"];

    private Outcome Run(params string[] args) => Tool.Run(folder.Path, args);

    private string Media(string name, bool make = false)
    {
        if (make) Directory.CreateDirectory(folder.File("media"));
        return folder.File("media", name);
    }

    private void Prepare(params string[] clips) => PrepareAs("corpus", clips);

    private void PrepareAs(string corpus, string[] clips)
    {
        string[] emotions = ["joy", "anger"];
        var rows = clips.Index().Select(clip => $"c0,{clip.Index},Ana,Number {clip.Index}?,{emotions[clip.Index % 2]},{clip.Item},train\n");
        folder.Write("turns.csv", "conversation,turn,speaker,text,emotion,media,split\n" + string.Concat(rows));
        Run("prepare", "table", "--source", "turns.csv", "--labels", "joy,anger", "--output", corpus).Succeeded();
    }

    // Rows of the report, those that every modality has last.
    private string[] Report(string name) => [.. File.ReadAllLines(folder.File("corpus", "features", $"{name}.report.csv")).Skip(1)
        .Select(row => row.Split(',')).Select(cells => $"{cells[2]} {cells[3]}")
        .OrderBy(row => Array.IndexOf(Unusable, row)).ThenBy(row => row, StringComparer.Ordinal)];

    private static int[] Present(PreparedCorpus corpus, string name) =>
        [.. corpus.ReadFeatures(name).Present.Index().Where(turn => turn.Item).Select(turn => turn.Index)];

    private byte[] Bytes(string corpus, string name) => File.ReadAllBytes(folder.File(corpus, "features", $"{name}.safetensors"));
}

using System.Text.Json;
using MultiEmo.Audio;
using MultiEmo.EndToEnd.Tests.Support;
using MultiEmo.Storage;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>The commands of the README's section on speech features, as they stand there, and what the guide to data says of their files.</summary>
public sealed class SpeechFeaturesTests : IDisposable
{
    private const string Program = "multiemo ";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_commands_of_the_readme_run()
    {
        Lay();
        string[][] commands = Commands();
        Assert.Equal(3, commands.Length);

        foreach (string[] command in commands) Tool.Run(folder.Path, command).Succeeded();

        string[] rows = File.ReadAllLines(folder.File("features.csv"));
        Assert.Equal(1 + 3, rows.Length);
        Assert.All(rows, row => Assert.Equal(1 + 88, row.Split(',').Length));
        string[] tensors = ["a.wav/lld", "a.wav/time", "b.wav/lld", "b.wav/time"];
        Assert.Equal(tensors, Header("contours.safetensors").Tensors.Keys.Order(StringComparer.Ordinal));
        var features = PreparedCorpus.Load(folder.File("corpora", "meld")).ReadFeatures("egemaps");
        Assert.Equal([true, true, true, true], features.Present);
    }

    [Fact]
    public void Tensors_bear_their_names_and_files_along()
    {
        Lay();

        Tool.Run(folder.Path, "extract", "audio", "recordings", "--set", "egemaps", "--output", "features.safetensors").Succeeded();
        Tool.Run(folder.Path, "extract", "audio", "b.wav", "--set", "compare16", "--level", "lld", "--output", "contours.safetensors").Succeeded();

        var (functionals, contours) = (Header("features.safetensors"), Header("contours.safetensors"));
        Assert.Equal("egemaps", functionals.Metadata["set"]);
        Assert.Equal([3L, 88L], functionals.Place("functionals").Shape);
        Assert.Equal(AudioSet.EGeMapsV02.FunctionalNames, Strings(functionals, "names"));
        Assert.Equal(Enumerable.Range(0, 3).Select(i => Path.Combine("recordings", $"00{i}.wav")), Strings(functionals, "files"));
        Assert.Equal(AudioSet.ComParE2016.ContourNames, Strings(contours, "names"));
        Assert.Equal(["F32", "F64"], new[] { "b.wav/lld", "b.wav/time" }.Select(name => contours.Place(name).Type));
    }

    // A file's own place comes before its split's folder, that before a file of its name anywhere, and of these the one in a folder of the split.
    [Fact]
    public void A_turn_finds_its_sound_where_the_guide_says()
    {
        string[] voices = [.. Sounds.Files.Take(6)];
        string[] places =
            ["first.wav", "train/first.wav", "dev/second.wav", "deep/down/third.wav", "train_splits/fourth.wav", "dev_splits/fourth.wav"];
        foreach (var (place, voice) in places.Zip(voices)) Put(voice, "media/" + place);
        Prepare("corpus", "first.mp4,train", "third.mp4,train", "fourth.mp4,train", "second.wav,dev", "fourth.mp4,dev", "none.mp4,dev");

        Tool.Run(folder.Path, "extract", "corpus", "--audio", "egemaps", "--media", "media", "--name", "voice").Succeeded();

        var features = PreparedCorpus.Load(folder.File("corpus")).ReadFeatures("voice");
        Assert.Equal([true, true, true, true, true, false], features.Present);
        int[] heard = [0, 3, 4, 2, 5];
        Assert.All(heard.Index(), turn => Assert.Equal(Standardised(voices[turn.Item]), features.Row(turn.Index)[0], 1e-4f));
        Assert.Single(Directory.GetFiles(folder.File("corpus", "features"), "voice.fitted.safetensors"));
        Assert.False(Directory.Exists(folder.File("corpus", "features", "voice.partial")));
    }

    [Fact]
    public void Turns_of_one_recording_are_told_apart_by_their_times()
    {
        Put(Sounds.Files[0], "media/all.wav");
        folder.Write("turns.csv", "conversation,turn,speaker,text,emotion,split,media,start,end\n" +
            "c,0,Ana,One,joy,train,all.wav,0,0.2\nc,1,Bo,Two,anger,train,all.wav,0.2,0.5\n");
        Tool.Run(folder.Path, "prepare", "table", "--source", "turns.csv", "--labels", "joy,anger", "--output", "corpus").Succeeded();

        Tool.Run(folder.Path, "extract", "corpus", "--audio", "egemaps", "--media", "media").Succeeded();

        var sound = Waveform.Read(Sounds.Files[0]);
        int end = (int)Math.Round(0.2 * sound.SampleRate), last = (int)Math.Round(0.5 * sound.SampleRate);
        Waveform[] parts = [new(sound.Samples[..end], sound.SampleRate), new(sound.Samples[end..last], sound.SampleRate)];
        float[] levels = [.. parts.Select(part => Extract(part)[^1])];
        var features = PreparedCorpus.Load(folder.File("corpus")).ReadFeatures("egemaps");
        float sign = Math.Sign(levels[0] - levels[1]);
        Assert.Equal(sign, features.Row(0)[^1], 1e-4f);
        Assert.Equal(-sign, features.Row(1)[^1], 1e-4f);
        Assert.Equal(levels.Average(), Fitted("egemaps", "mean")[^1], 1e-4f);
    }

    private static float[] Extract(Waveform sound) => new AudioFeatures(AudioSet.EGeMapsV02).Extract(sound).Values;

    private float Standardised(string sound) =>
        (Extract(Waveform.Read(sound))[0] - Fitted("voice", "mean")[0]) / Fitted("voice", "deviation")[0];

    private float[] Fitted(string name, string tensor)
    {
        var file = Safetensors.Read(folder.File("corpus", "features", $"{name}.fitted.safetensors"));
        return [.. file.Require(tensor).As<double>().ToArray().Select(value => (float)value)];
    }

    // What the commands of the README name.
    private void Lay()
    {
        Sounds.Copy(folder.File("recordings"), 3);
        Put(Sounds.Files[0], "a.wav");
        Put(Sounds.Files[1], "b.wav");
        for (int turn = 0; turn < 4; turn++) Put(Sounds.Files[turn], $"MELD-wav/{turn}.wav");
        Prepare(Path.Combine("corpora", "meld"), "0.mp4,train", "1.mp4,train", "2.mp4,dev", "3.mp4,test");
    }

    private void Put(string sound, string place)
    {
        string path = folder.File(place.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(sound, path);
    }

    private void Prepare(string corpus, params string[] turns)
    {
        var rows = turns.Select((turn, i) => $"c{turn.Split(',')[1]},{i},Ana,Hello {i},{(i % 2 == 0 ? "joy" : "anger")},{turn}\n");
        folder.Write("corpus.csv", "conversation,turn,speaker,text,emotion,media,split\n" + string.Concat(rows));
        Tool.Run(folder.Path, "prepare", "table", "--source", "corpus.csv", "--labels", "joy,anger", "--output", corpus).Succeeded();
    }

    private SafetensorsHeader Header(string file) => Safetensors.ReadHeader(folder.File(file));

    private static string[] Strings(SafetensorsHeader header, string key) => JsonSerializer.Deserialize<string[]>(header.Metadata[key])!;

    private static string[][] Commands()
    {
        string readme = File.ReadAllText(Path.Combine(Sounds.Repository, "README.md"));
        string section = readme[readme.IndexOf("\n## Speech features", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", 1, StringComparison.Ordinal)];
        var lines = section.Split('\n').Where(line => line.StartsWith("    " + Program, StringComparison.Ordinal));
        return [.. lines.Select(line => line.Trim()[Program.Length..].Split(' '))];
    }
}

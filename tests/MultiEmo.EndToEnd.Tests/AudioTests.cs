using System.Diagnostics;
using System.Globalization;
using MultiEmo.Audio;
using MultiEmo.EndToEnd.Tests.Support;
using MultiEmo.Storage;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Features of sounds through the real command.</summary>
public sealed class AudioTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory, InlineData("compare16"), InlineData("egemaps")]
    public void A_folder_of_sounds_becomes_a_row_each(string name)
    {
        Sounds.Copy(folder.File("voices"), 3);
        var set = AudioSet.Find(name)!;

        Run("voices", "--set", name, "--output", "features.csv").Succeeded();

        string[][] rows = Rows("features.csv");
        Assert.Equal(["file", .. set.FunctionalNames], rows[0]);
        Assert.Equal(Enumerable.Range(0, 3).Select(i => Path.Combine("voices", $"00{i}.wav")), rows[1..].Select(row => row[0]));
        float[] expected = new AudioFeatures(set).Extract(Waveform.Read(folder.File("voices", "000.wav"))).Values;
        Assert.Equal(expected, rows[1][1..].Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)));
        Assert.False(Directory.Exists(folder.File("features.csv.partial")));
    }

    [Fact]
    public void Contours_become_a_row_each_ten_milliseconds()
    {
        Sounds.Copy(folder.File("voices"), 2);

        Run("voices/000.wav", "voices/001.wav", "--set", "egemaps", "--level", "lld", "--output", "contours.csv").Succeeded();

        string[][] rows = Rows("contours.csv");
        Assert.Equal(["file", "time", .. AudioSet.EGeMapsV02.ContourNames], rows[0]);
        var contours = new AudioFeatures(AudioSet.EGeMapsV02).ExtractContours(Waveform.Read(folder.File("voices", "000.wav")));
        string[][] first = [.. rows[1..].Where(row => row[0] == "voices/000.wav")];
        Assert.Equal(contours.Frames, first.Length);
        Assert.Equal((float)contours.Time(7), float.Parse(first[7][1], CultureInfo.InvariantCulture));
        Assert.Equal(contours[7, 3], float.Parse(first[7][2 + 3], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Safetensors_hold_the_same_numbers()
    {
        Sounds.Copy(folder.File("voices"), 2);

        Run("voices", "--set", "egemaps", "--output", "features.safetensors", "--jobs", "2").Succeeded();
        Run("voices", "--set", "egemaps", "--output", "features.csv").Succeeded();
        Run("voices", "--set", "egemaps", "--level", "lld", "--output", "contours.safetensors").Succeeded();

        var matrix = Safetensors.Read(folder.File("features.safetensors")).Require("functionals");
        Assert.Equal([2L, 88L], matrix.Shape);
        float[] second = [.. Rows("features.csv")[2][1..].Select(cell => float.Parse(cell, CultureInfo.InvariantCulture))];
        Assert.Equal(second, matrix.As<float>()[88..].ToArray());
        var contours = Safetensors.Read(folder.File("contours.safetensors"));
        Assert.Equal(25, contours.Require($"{Path.Combine("voices", "001.wav")}/lld").Shape[1]);
        Assert.Equal(0.01, contours.Require($"{Path.Combine("voices", "000.wav")}/time").As<double>()[1], 3);
    }

    [Fact]
    public void A_broken_sound_keeps_none_of_the_others_from_their_row()
    {
        Sounds.Copy(folder.File("voices"), 2);
        folder.Write("voices/broken.wav", "RIFF and no more");
        File.WriteAllBytes(folder.File("voices", "tiny.wav"), [.. File.ReadAllBytes(Sounds.Files[0])[..400]]);

        var outcome = Run("voices", "--set", "egemaps", "--output", "features.csv");

        outcome.Failed(1, "broken.wav", "tiny.wav", "shorter than one frame");
        Assert.Contains("2 sounds, 2 left out", outcome.Out);
        Assert.Equal(3, Rows("features.csv").Length);
    }

    [Fact]
    public void A_file_that_breaks_off_is_used_as_far_as_it_goes_and_named()
    {
        File.WriteAllBytes(folder.File("half.wav"), [.. File.ReadAllBytes(Sounds.Files[0])[..40_001]]);

        var outcome = Run("half.wav", "--set", "egemaps", "--output", "features.csv").Succeeded();

        Assert.Contains("half.wav ends before the sound that it announces", outcome.Error);
        Assert.Equal(2, Rows("features.csv").Length);
    }

    [Fact]
    public void What_was_typed_wrongly_is_told_with_a_remedy()
    {
        folder.Write("empty/readme.txt", "no sound");

        Run("a.wav", "--set", "compare17", "--output", "a.csv").Failed(2, "compare17", "compare16");
        Run("a.wav", "--set", "egemaps", "--output", "a.xlsx").Failed(2, "a.xlsx", ".csv");
        Run("a.wav", "--set", "egemaps", "--output", "a.csv", "--jobs", "0").Failed(2, "--jobs");
        Run("a.wav", "--set", "egemaps", "--output", "a.csv").Failed(1, "a.wav", "no such file");
        Run("empty", "--set", "egemaps", "--output", "a.csv").Failed(1, "empty", "no file with sound");
    }

    [Fact]
    public void An_extraction_that_was_stopped_goes_on_where_it_ended()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        Sounds.Copy(folder.File("voices"), 400);
        string[] command = ["extract", "audio", "voices", "--set", "compare16", "--output", "features.csv"];
        string partial = folder.File("features.csv.partial");

        using var process = Tool.Start(folder.Path, command);
        while (!process.HasExited && (!Directory.Exists(partial) || Directory.GetFiles(partial).Length < 5)) Thread.Sleep(5);
        Tool.PressCtrlC(process);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains("goes on where", error);
        Assert.False(File.Exists(folder.File("features.csv")));
        var done = Directory.GetFiles(partial, "*.part").ToDictionary(path => path, File.GetLastWriteTimeUtc);
        Assert.InRange(done.Count, 5, 399);
        // What is done is read, not made again: a mark left in it comes out in the table.
        string marked = done.Keys.First();
        Mark(marked, AudioSet.ComParE2016);
        Tool.Run(folder.Path, command).Succeeded();
        string[][] rows = Rows("features.csv");
        Assert.Equal(401, rows.Length);
        Assert.Single(rows, row => row[1] == "-12345");
        Assert.False(Directory.Exists(partial));
    }

    [Fact]
    public void A_prepared_corpus_gains_audio_features_of_its_turns()
    {
        Sounds.Copy(folder.File("media", "train"), 6);
        folder.Write("turns.csv", "conversation,turn,speaker,text,emotion,split,media\n" + string.Concat(Enumerable.Range(0, 8).Select(turn =>
            $"c{turn / 3},{turn % 3},Ana,Hello {turn},{(turn % 2 == 0 ? "joy" : "anger")},{(turn < 6 ? "train" : "dev")},{turn:000}.mp4\n")));
        Tool.Run(folder.Path, "prepare", "table", "--source", "turns.csv", "--labels", "joy,anger", "--output", "corpus").Succeeded();

        var outcome = Tool.Run(folder.Path, "extract", "corpus", "--audio", "egemaps", "--media", "media").Succeeded();

        Assert.Contains("88 values a turn", outcome.Out);
        Assert.Contains("2 turns have no sound", outcome.Error);
        var features = PreparedCorpus.Load(folder.File("corpus")).ReadFeatures("egemaps");
        Assert.Equal([true, true, true, true, true, true, false, false], features.Present);
        double mean = Enumerable.Range(0, 6).Average(row => features.Row(row)[0]);
        Assert.Equal(0, mean, 5);
        Tool.Run(folder.Path, "extract", "corpus", "--audio", "egemaps").Failed(2, "--media");
        Tool.Run(folder.Path, "extract", "corpus", "--audio", "egemaps", "--media", "nowhere").Failed(1, "nowhere", "no such folder");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_example_of_the_library_runs()
    {
        string sample = Path.Combine(Sounds.Repository, "samples", "audio.cs");
        string readme = Path.Combine(Sounds.Repository, "src", "MultiEmo.Audio", "README.md");
        string code = File.ReadAllText(sample);
        Assert.Contains(code[code.IndexOf("using MultiEmo.Audio;", StringComparison.Ordinal)..].Trim(), File.ReadAllText(readme));

        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, ["run", "-c", "Release", sample, "--", Sounds.Files[^2]]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("88 functionals; mean pitch", output);
    }

    // The first of the values, behind which a part has but the length of its remark.
    /// <summary>Puts -12345 in the place of a part's first value; behind its row stand an empty remark, a byte, and an attachment's length.</summary>
    internal static void Mark(string part, AudioSet set)
    {
        using var stream = new FileStream(part, FileMode.Open);
        stream.Position = stream.Length - 1 - sizeof(int) - (set.FunctionalNames.Count * sizeof(float));
        stream.Write(BitConverter.GetBytes(-12345f));
    }

    private string[][] Rows(string file) => [.. File.ReadAllLines(folder.File(file)).Select(line => line.Split(','))];

    private Outcome Run(params string[] args) => Tool.Run(folder.Path, ["extract", "audio", .. args]);
}

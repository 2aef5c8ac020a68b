using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Emotions without libtorch: the command, the sample of a chat, the package.</summary>
/// <param name="trained">A trained run.</param>
public class LiveTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    private const int BadInput = 1;

    [Theory, InlineData("corpus"), InlineData("talk.srt"), InlineData("starter")]
    public void The_command_predicts_with_either_engine_the_same(string input)
    {
        File.WriteAllText(trained.File("talk.srt"),
            "1\n00:00:01,000 --> 00:00:02,500\nCleo: what a wonderful day\n\n2\n00:00:03,000 --> 00:00:04,500\nDan: never say that, stop\n");
        string[] predict = input == "starter" ? ["predict", "starter", "talk.srt"] : ["predict", "run", input];

        var torch = Tool.Run(trained.Path, [.. predict, "--threads", "1", "--output", "torch.jsonl"]).Succeeded();
        var live = Tool.Run(trained.Path, [.. predict, "--engine", "live", "--output", "live.jsonl"]).Succeeded();

        Assert.Equal(torch.Error.Replace("torch.jsonl", "live.jsonl"), live.Error);
        Assert.Equal(torch.Out.Replace("torch.jsonl", "live.jsonl"), live.Out);
        var pairs = Rows("torch.jsonl").Zip(Rows("live.jsonl")).ToArray();
        Assert.All(pairs, pair =>
        {
            foreach (var (label, probability) in pair.First["probabilities"]!.AsObject())
                Assert.Equal((double)probability!, (double)pair.Second["probabilities"]![label]!, 1e-4);
            Assert.Equal(Rest(pair.First), Rest(pair.Second));
        });
        Assert.Equal(Rows("torch.jsonl").Length, Rows("live.jsonl").Length);
    }

    [Fact]
    public void A_device_that_the_engine_does_not_have_is_told() =>
        Assert.Contains("--engine live computes on the processor",
            Tool.Run(trained.Path, "predict", "run", "corpus", "--engine", "live", "--device", "cuda", "--output", "no.csv").Failed(BadInput).Error);

    [Fact]
    public void The_live_engine_loads_no_libtorch()
    {
        File.WriteAllText(trained.File("hello.srt"), "1\n00:00:01,000 --> 00:00:02,500\nCleo: what a wonderful day\n");
        // The loader of glibc writes what it loads.
        var told = new Dictionary<string, string> { ["LD_DEBUG"] = "files", ["LD_DEBUG_OUTPUT"] = trained.File("loaded") };
        Tool.Run(trained.Path, told, "predict", "starter", "hello.srt", "--engine", "live", "--output", "hello.jsonl").Succeeded();

        string loaded = string.Concat(Directory.GetFiles(trained.Path, "loaded.*").Select(File.ReadAllText));
        Assert.SkipUnless(loaded.Contains("libcoreclr", StringComparison.Ordinal), "this system does not tell what it loads");
        Assert.DoesNotContain("torch", loaded, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_sample_of_a_chat_says_who_feels_what_turn_by_turn()
    {
        string samples = Path.Combine(Sounds.Repository, "samples");
        string said = Dotnet("run", "-c", "Release", Path.Combine(samples, "chat.cs"), "--", "starter", Path.Combine(samples, "chat.txt"));

        string[] lines = said.Trim().Split('\n');
        Assert.Equal(["joy", "surprise", "neutral", "anger", "sadness"], lines.Select(line => line.Split(' ')[0]));
        Assert.Equal(File.ReadAllLines(Path.Combine(samples, "chat.txt")), lines.Select(line => line.Split('\t')[1].TrimEnd()));
    }

    [Fact]
    public void The_package_carries_the_starter_and_no_native_file()
    {
        using var folder = new TemporaryFolder();
        Dotnet("pack", "-c", "Release", Path.Combine(Sounds.Repository, "src", "MultiEmo.Live"), "-o", folder.Path);

        using var package = ZipFile.OpenRead(Directory.GetFiles(folder.Path, "MultiEmo.Live.*.nupkg").Single());
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];
        Assert.Equal(["lib/net10.0/MultiEmo.Live.dll"], files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)));
        Assert.DoesNotContain(files, file => file.StartsWith("runtimes/", StringComparison.Ordinal) || Path.GetExtension(file) is ".so" or ".dylib");
        Assert.Contains("contentFiles/any/any/Starter/seed-1/model.safetensors", files);
    }

    private static string Rest(JsonNode row)
    {
        var rest = row.DeepClone().AsObject();
        rest.Remove("probabilities");
        return rest.ToJsonString();
    }

    private static string Dotnet(params string[] arguments)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + error.Result);
        return output;
    }

    private JsonNode[] Rows(string name) => [.. File.ReadAllLines(trained.File(name)).Select(line => JsonNode.Parse(line)!)];
}

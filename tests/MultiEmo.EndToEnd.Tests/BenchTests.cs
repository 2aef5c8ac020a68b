using System.Text.Json.Nodes;
using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>What <c>multiemo bench</c> shows. How fast anything is, is no matter for a test.</summary>
public class BenchTests
{
    private static readonly string[] Few = ["bench", "--quick", "--conversations", "9", "--threads", "1"];

    [Fact]
    public void Each_part_is_shown_beside_what_the_machine_could_do()
    {
        using var folder = new TemporaryFolder();

        var outcome = Tool.Run(folder.Path, [.. Few, "--only", "meld", "prediction", "--json", "bench.json"]).Succeeded();

        Assert.Matches(@"epoch, MELD-like, 9 conversations: floor/measured \d+\.\d\d \(from .* of 1 training steps", outcome.Out);
        Assert.Matches(@"prediction, MELD-like, 9 conversations: floor/measured \d+\.\d\d \(9 conversations", outcome.Out);
        var parts = JsonNode.Parse(File.ReadAllText(folder.File("bench.json")))!["parts"]!.AsArray();
        Assert.Equal(["meld", "prediction"], parts.Select(part => (string?)part!["part"]));
        Assert.All(parts, part => AssertFloor(part!));
    }

    [Fact]
    public void Whole_epochs_are_measured_unless_told_otherwise()
    {
        var json = Tool.Run(Path.GetTempPath(), "bench", "--conversations", "3", "--threads", "1", "--only", "meld", "--json").Succeeded().Json;

        Assert.False((bool)json["quick"]!);
        Assert.Contains("whole epoch", (string?)json["parts"]![0]!["how"]);
    }

    [Fact]
    public void Each_part_is_measured_with_each_number_of_conversations_and_what_has_none_once()
    {
        string[] sizes = ["bench", "--quick", "--threads", "1", "--only", "prediction", "live", "--conversations", "2", "5"];

        string output = Tool.Run(Path.GetTempPath(), sizes).Succeeded().Out;

        Assert.Matches(@"prediction, MELD-like: \d+\.\d{3}, \d+\.\d{3} ms per utterance with 2, 5 conversations", output);
        Assert.Matches(@"prediction, MELD-like, 5 conversations: floor/measured \d+\.\d\d \(5 conversations", output);
        Assert.Single(output.Split('\n'), line => line.StartsWith("live turn, MELD-like: floor/measured", StringComparison.Ordinal));
    }

    [Fact]
    public void Parts_that_are_none_and_no_conversations_are_usage_errors()
    {
        Tool.Run(Path.GetTempPath(), "bench", "--only", "mled").Failed(2, "mled", "meld");
        Tool.Run(Path.GetTempPath(), "bench", "--conversations", "0").Failed(2, "--conversations");
    }

    private static void AssertFloor(JsonNode part)
    {
        double Number(string key) => (double)part[key]!;
        Assert.Equal(Number("operations") / Number("rate"), Number("floor_seconds"), tolerance: 1e-9);
        Assert.Equal(Number("floor_seconds") / Number("measured_seconds"), Number("floor_over_measured"), tolerance: 1e-9);
        Assert.InRange(Number("peak_bytes"), 1e7, 1e12);
    }
}

using System.Diagnostics;
using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>The README's first command, the claims made of its sample corpus, and the library sample on the run that it leaves.</summary>
public class QuickstartTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Quickstart_beats_one_utterance_at_a_time_by_far_and_is_not_trivial()
    {
        using var folder = new TemporaryFolder();

        var shown = Tool.Run(folder.Path, "quickstart").Succeeded().Out;
        string[] training = ["train", "quickstart/corpus", "--recipe", "logistic-regression", "--output", "single", "--threads", "1"];
        Tool.Run(folder.Path, training).Succeeded();
        double full = WeightedF1(folder.Path, "quickstart/run"), single = WeightedF1(folder.Path, "single");

        Assert.Contains("ynthetic", shown);
        string[] columns = ["neutral", "disgust", "weighted F1", "accuracy", "unweighted average recall"];
        Assert.All(columns, column => Assert.Contains(column, shown));
        Assert.InRange(full, Math.Max(single + 0.10, Majority(folder.Path) + 0.30), 0.95);
        Assert.Contains("Ana", File.ReadAllText(Sample("interview.srt")));
        string[] analysis = ["analyze", "quickstart/recordings/conversation.wav", "--transcript", "quickstart/recordings/conversation.srt"];
        Assert.Contains(string.Join(' ', ["multiemo", .. analysis]), shown.Replace('\\', '/'));
        Tool.Run(folder.Path, [.. analysis, "--model", "quickstart/run", "--output", "quickstart/analysis", "--threads", "1"]).Succeeded();
        Assert.True(File.Exists(folder.File("quickstart", "analysis", "index.html")));
        string said = RunSample(folder.File("quickstart", "run"));
        Assert.Equal(4, said.Split('\n').Count(line => line.StartsWith("interview ", StringComparison.Ordinal)));
    }

    private static double WeightedF1(string folder, string run) =>
        (double)Tool.Run(folder, "evaluate", run, "--json", "--threads", "1").Succeeded().Json["weighted_f1"]!;

    // Always answering the most frequent emotion of the training split, scored by the command itself.
    private static double Majority(string folder)
    {
        string[] rows = File.ReadAllLines(Path.Combine(folder, "quickstart", "run", "seed-1", "predictions-test.csv"));
        File.WriteAllLines(Path.Combine(folder, "majority.csv"), ["truth,prediction", .. rows[1..].Select(row => $"{row.Split(',')[0]},neutral")]);
        string labels = "neutral,surprise,fear,sadness,joy,disgust,anger";
        return (double)Tool.Run(folder, "score", "majority.csv", "--labels", labels, "--json").Succeeded().Json["weighted_f1"]!;
    }

    private static string RunSample(string run)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, ["run", "-c", "Release", Sample("predict.cs"), "--", run, Sample("interview.srt")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + error.Result);
        return output;
    }

    private static string Sample(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "MultiEmo.slnx"))) root = root.Parent!;
        return Path.Combine(root.FullName, "samples", name);
    }
}

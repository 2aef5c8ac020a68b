using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>What audit shows of corpora and runs, and the exit code that a script goes by.</summary>
public class AuditTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Fact]
    public void A_corpus_and_a_run_on_it_are_audited()
    {
        var corpus = Tool.Run(trained.Path, "audit", "corpus", "--json").Succeeded().Json;
        var run = Tool.Run(trained.Path, "audit", "run", "--json").Succeeded().Json;

        Assert.Equal("corpus", (string)corpus["kind"]!);
        Assert.Equal(0, (int)corpus["faults"]!);
        Assert.Equal("run", (string)run["kind"]!);
        Assert.Empty(run["unchecked"]!.AsArray());
    }

    [Fact]
    public void A_fault_is_told_with_its_effect_and_ends_in_another_exit_code()
    {
        using var folder = new TemporaryFolder();
        new TinyCorpus().Write(folder.Path);
        string copied = File.ReadAllText(folder.File("turns.csv")).Split('\n').Where(line => line.StartsWith("c1,", StringComparison.Ordinal))
            .Aggregate("", (rows, line) => rows + line.Replace("c1,", "c99,").Replace(",train", ",test") + "\n");
        File.AppendAllText(folder.File("turns.csv"), copied);
        Tool.Run(folder.Path, "prepare", "table", "--source", "turns.csv", "--labels", TinyCorpus.Labels, "--output", "corpus").Succeeded();

        var shown = Tool.Run(folder.Path, "audit", "corpus");

        Assert.Equal(1, shown.ExitCode);
        Assert.Contains("fault (same-conversations): 1 of 5 conversations", shown.Out);
        Assert.Contains("effect: Scores on test are too high", shown.Out);
        Assert.Contains("c99 is c1: 6 of 6 turns", shown.Out);
        Assert.Contains("1 fault, ", shown.Out);
        Assert.Empty(shown.Error);
    }

    [Fact]
    public void What_is_neither_is_an_error() => Tool.Run(trained.Path, "audit", "nowhere").Failed(1, "nowhere", "no such folder");
}

using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>The released program's protocol never shows a number without saying how it was picked.</summary>
public class ReleasedProtocolTests
{
    private const string Warning = "picked on the test set";

    [Fact]
    public void Every_place_that_shows_its_number_says_that_it_was_picked_on_the_test_set()
    {
        using var folder = new TemporaryFolder();
        new TinyCorpus().Prepare(folder.Path);

        Outcome[] shown =
        [
            Tool.Run(folder.Path, TinyCorpus.Training("run", 2, "--protocol", "released")),
            Tool.Run(folder.Path, "evaluate", "run", "--threads", "1"),
            Tool.Run(folder.Path, "evaluate", "run", "--threads", "1", "--json"),
            Tool.Run(folder.Path, "info", "run"),
            Tool.Run(folder.Path, "info", "run", "--json"),
            Tool.Run(folder.Path, "report", "run", "--output", "results.md"),
        ];

        Assert.All(shown, outcome => Assert.Contains(Warning, outcome.Succeeded().Out));
        string[] files = ["run/seed-1/card.md", "run/seed-1/metrics-validation.json", "run/seed-1/metrics-test.json", "results.md"];
        Assert.All(files, file => Assert.Contains(Warning, File.ReadAllText(folder.File(file))));
        var numbers = shown[0].Out.Split('\n').Where(line => line.Contains("F1", StringComparison.Ordinal) && line.Any(char.IsDigit));
        Assert.All(numbers.Where(line => !line.Contains('│')), line => Assert.Contains(Warning, line));
    }
}

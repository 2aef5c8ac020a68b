using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Systems beside each other, from what lies in their folders.</summary>
public sealed class CompareTests : IDisposable
{
    private const string Header = "truth,prediction,conversation,turn\n";
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Runs_are_compared_by_what_evaluate_kept_in_them()
    {
        new TinyCorpus().Prepare(folder.Path);
        Run(TinyCorpus.Training("ours", 4, "--seeds", "1-2")).Succeeded();
        Run(TinyCorpus.Training("theirs", 1, "--protocol", "released")).Succeeded();
        Run("compare", "theirs", "ours").Failed(1, "predictions-test.csv", "multiemo evaluate theirs");
        double[] means = [.. new[] { "theirs", "ours" }.Select(Evaluated)];
        Directory.Delete(folder.File("corpus"), recursive: true);
        Run("compare", "theirs", "ours", "--labels", "meld").Failed(1, "theirs", "joy, anger, neutral", "--labels has neutral");

        var json = Run("compare", "theirs", "ours", "--json", "--resamples", "300", "--pair", "joy,anger", "--output", "page.md").Succeeded().Json;
        string shown = Run("compare", "theirs", "ours", "--resamples", "300").Succeeded().Out;
        var mixed = Run("compare", "theirs", "ours", "ours/seed-1/predictions-test.csv", "--all-pairs", "--json").Succeeded().Json;

        for (int i = 0; i < 2; i++) Assert.Equal(means[i], (double)json["systems"]![i]!["weighted_f1"]!["mean"]!, 1e-12);
        Assert.Equal(means[1] - means[0], (double)json["pairs"]![0]!["weighted_f1"]!["difference"]!, 1e-12);
        Assert.NotNull(json["systems"]![0]!["confused_within"]!["joy/anger"]);
        Assert.Contains("Resampled by conversation (4)", shown);
        Assert.All([shown, File.ReadAllText(folder.File("page.md"))], text => Assert.Contains("picked on the test set", text));
        Assert.Equal(3, mixed["pairs"]!.AsArray().Count);
    }

    [Fact]
    public void Files_of_predictions_are_compared_with_the_labels_that_the_user_names()
    {
        folder.Write("a.csv", Header + "joy,joy,c0,0\nanger,joy,c0,1\njoy,anger,c1,0\n");
        folder.Write("b.csv", Header + "joy,joy,c0,0\nanger,anger,c0,1\njoy,joy,c1,0\n");
        folder.Write("plain.csv", "truth,prediction\njoy,joy\nanger,joy\njoy,joy\n");
        folder.Write("other.csv", Header + "joy,joy,c0,0\nanger,anger,c0,1\nanger,joy,c1,0\n");

        Assert.Contains("difference", Run("compare", "a.csv", "b.csv", "--labels", "joy,anger").Succeeded().Out);
        Assert.Contains("by utterance", Run("compare", "plain.csv", "plain.csv", "--labels", "joy,anger").Succeeded().Out);
        var scores = Run("score", "a.csv", "--labels", "joy,anger", "--pair", "joy,anger", "--json").Succeeded().Json;
        Assert.Equal(2.0 / 3, (double)scores["confused_within"]!["joy/anger"]!, 1e-12);
        Run("compare", "a.csv", "b.csv").Failed(1, "a.csv", "--labels");
        Run("compare", "a.csv", "other.csv", "--labels", "joy,anger").Failed(1, "other.csv:4", "a.csv:4", "'anger'");
        Run("compare", "a.csv", "plain.csv", "--labels", "joy,anger").Failed(1, "plain.csv:2", "conversation and turn");
        Run("compare", "a.csv", "b.csv", "--labels", "joy,anger", "--pair", "joy").Failed(1, "'joy'", "no pair");
        Run("compare", "a.csv", "b.csv", "--labels", "joy,anger", "--resamples", "5").Failed(2, "--resamples", "100");
        Run("compare", "a.csv", "--labels", "joy,anger").Failed(2, "two systems");
        Run("compare", "a.csv", "nowhere", "--labels", "joy,anger").Failed(1, "nowhere", "no such folder");
    }

    public void Dispose() => folder.Dispose();

    private double Evaluated(string run) => (double)Run("evaluate", run, "--threads", "1", "--json").Succeeded().Json["weighted_f1"]!;

    private Outcome Run(params string[] args) => Tool.Run(folder.Path, args);
}

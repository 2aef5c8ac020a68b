using System.Text.Json.Nodes;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;

namespace MultiEmo.Tests.Evaluation;

public class ResultsTests
{
    private static readonly string[] Labels = ["joy", "anger"];

    [Fact]
    public void An_estimate_is_the_mean_and_the_sample_deviation()
    {
        Assert.Equal("50.00 ± 10.00", Estimate.Of([0.4, 0.5, 0.6]).ToString());
        Assert.Equal("57.12", Estimate.Of([0.57123]).ToString());
        Assert.Null(Estimate.Of([0.57123]).Deviation);
    }

    [Fact]
    public void A_summary_averages_every_measure_over_seeds()
    {
        var summary = Summary(3, 1);

        Assert.Equal([1, 2], summary.Seeds);
        Assert.Equal((0.75 + 0.25) / 2, summary.Accuracy.Mean, 12);
        Assert.Equal(Math.Sqrt(2 * 0.25 * 0.25), summary.Accuracy.Deviation!.Value, 12);
        Assert.Equal(2, summary.PerClass[0].Support);
        Assert.Equal((summary.Runs[0].PerClass[1].F1 + summary.Runs[1].PerClass[1].F1) / 2, summary.PerClass[1].F1.Mean, 12);
        Assert.Null(summary.ShiftF1);
    }

    [Fact]
    public void A_summary_as_json_has_the_keys_of_one_run_with_means_and_each_seed_besides()
    {
        JsonObject one = MetricsJson.Of(Run(3)), all = SummaryJson.Of(Summary(3, 1)), single = SummaryJson.Of(new SeedSummary([7], [Run(3)]));

        Assert.All(one.Select(pair => pair.Key).Except(["confusion"]), key => Assert.NotNull(all[key]));
        Assert.All(one.Select(pair => pair.Key), key => Assert.NotNull(single[key]));
        Assert.Equal(0.5, (double)all["accuracy"]!, 12);
        Assert.Equal(0.75, (double)all["per_seed"]!["1"]!["accuracy"]!, 12);
        Assert.True((double)all["deviation"]!["per_class"]!["joy"]!["f1"]! > 0);
        Assert.Null(single["deviation"]!["weighted_f1"]);
        Assert.Equal(2, (double)all["per_class"]!["joy"]!["support"]!);
    }

    [Fact]
    public void A_table_is_markdown_with_a_column_per_class()
    {
        var table = new ResultTable(Labels, [ResultRow.Of("a|b", Summary(4, 4)), new("c", [null, new(0.1)], new(0.25))]);

        Assert.Equal(
            """
            | system | joy | anger | weighted F1 | accuracy | UAR |
            | --- | ---: | ---: | ---: | ---: | ---: |
            | a\|b | 100.00 ± 0.00 | 100.00 ± 0.00 | 100.00 ± 0.00 | 100.00 ± 0.00 | 100.00 ± 0.00 |
            | c | - | 10.00 | 25.00 | - | - |

            """, table.ToMarkdown());
    }

    [Fact]
    public void The_page_shows_each_run_per_class_and_the_published_rows_of_its_corpus_only()
    {
        string page = ResultsPage.Build([Result("meld-tfidf", "meld"), Result("quick", "sample") with { Notes = ["The corpus is synthetic."] }]);

        string overview = Line(page, "| meld-tfidf |");
        Assert.EndsWith($"| {Summary(3, 1).WeightedF1} |", overview);
        Assert.Contains("picked on validation", overview);
        Assert.Contains("| MultiEMO (published) | 79.95 | 60.98 | 29.67 | 41.51 | 62.82 | 36.75 | 54.41 | 66.74 |", page);
        Assert.Contains("not comparable: other features", page);
        Assert.DoesNotContain("| MultiEMO (published) | 65.77", page);
        Assert.Contains("- quick: The corpus is synthetic.", page);
    }

    [Fact]
    public void A_run_that_was_picked_on_the_test_split_says_so_beside_every_number()
    {
        string page = ResultsPage.Build([Result("meld-released", "other") with { Selection = Selection.Test, Notes = ["A note."] }]);

        string[] lines = [.. page.Split('\n').Where(line => line.Contains("meld-released"))];
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Contains("picked on the test set", line));
    }

    [Fact]
    public void Published_rows_are_whole_and_within_percent()
    {
        foreach (var table in PublishedResults.All)
        {
            Assert.Equal(12, table.Rows.Count);
            Assert.All(table.Rows, row => Assert.Equal(table.Labels.Count, row.PerClassF1.Count));
            Assert.All(table.Rows, row => Assert.InRange(row.WeightedF1!.Mean, 0.5, 0.75));
        }
    }

    private static RunResult Result(string name, string corpus) =>
        new(name, corpus, "test", Summary(3, 1)) { Features = "text tfidf, audio prosody" };

    private static SeedSummary Summary(int right, int rightNext) => new([1, 2], [Run(right), Run(rightNext)]);

    // Four utterances, two of each label, of which the first few are right.
    private static Metrics Run(int right)
    {
        int[] truths = [0, 0, 1, 1];
        return new(ConfusionMatrix.Of(Labels, truths, [.. truths.Select((truth, i) => i < right ? truth : 1 - truth)]));
    }

    private static string Line(string page, string start) => page.Split('\n').First(line => line.StartsWith(start, StringComparison.Ordinal));
}

using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Statistics;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Evaluation.Statistics;

public class ComparisonTests
{
    private static readonly EmotionSet Moods = new("moods", ["joy", "anger"]);
    private static readonly BootstrapSettings Quick = new() { Resamples = 200 };

    [Fact]
    public void Rows_in_another_order_are_the_same_utterances()
    {
        using var folder = new TemporaryFolder();
        var one = Table(folder, "one.csv", "joy,joy,c0,0", "anger,joy,c0,3", "joy,joy,c1,0");
        var other = Table(folder, "other.csv", "joy,joy,c1,0", "anger,anger,c0,3", "joy,anger,c0,0");

        var aligned = AlignedSystems.Of(Moods, [new("one", [one]), new("other", [other])]);

        Assert.Equal([1, 1, 0], aligned.Systems[1].Seeds[0]);
        Assert.Equal(2, aligned.Utterances.UnitCount);
    }

    [Theory]
    [InlineData("joy,joy,c0,0|joy,joy,c0,3|joy,joy,c1,0", "other.csv:3", "the truth of turn 3 of conversation 'c0' is 'joy' here and 'anger' in ")]
    [InlineData("joy,joy,c0,0|anger,joy,c0,4|joy,joy,c1,0", "other.csv:3", "turn 4 of conversation 'c0' is not in ")]
    [InlineData("joy,joy,c0,0|anger,joy,c0,3", "other.csv:", "turn 0 of conversation 'c1', which is in ")]
    public void What_differs_first_is_named(string rows, string place, string part)
    {
        using var folder = new TemporaryFolder();
        var one = Table(folder, "one.csv", "joy,joy,c0,0", "anger,joy,c0,3", "joy,joy,c1,0");
        var other = Table(folder, "other.csv", rows.Split('|'));

        var error = Assert.Throws<BadInputException>(() => AlignedSystems.Of(Moods, [new("one", [one]), new("other", [other])]));

        Assert.Contains(place, error.Message);
        Assert.Contains(part, error.Message);
    }

    [Fact]
    public void A_conversation_counts_even_where_turns_have_no_number()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "p.csv");
        File.WriteAllText(path, "truth,prediction,conversation\njoy,joy,a\njoy,anger,a\nanger,joy,b\n");

        var utterances = ScoredUtterances.Of(Moods, PredictionTable.Read(path, Moods).Rows);

        Assert.Equal([0, 0, 1], utterances.Units);
    }

    [Fact]
    public void The_majority_decides_and_where_there_is_none_the_earlier_seed()
    {
        Assert.Equal([1, 2, 0], new SystemPredictions("one", [[1, 2, 0], [1, 0, 1], [0, 1, 2]]).MajorityVote);
        Assert.Equal([2], new SystemPredictions("one", [[0], [2], [1], [1], [2]]).MajorityVote);
    }

    [Fact]
    public void All_are_held_against_the_first_or_each_against_each()
    {
        Assert.Equal(["1-0", "2-0", "3-0"], Names(Compared(4, 1, allPairs: false)));
        Assert.Equal(["1-0", "2-0", "3-0", "2-1", "3-1", "3-2"], Names(Compared(4, 1, allPairs: true)));
    }

    [Fact]
    public void The_p_values_of_all_pairs_are_corrected_together()
    {
        var comparison = Compared(4, 2, allPairs: true);

        Assert.Equal(Holm.Correct([.. comparison.Pairs.Select(pair => pair[Measure.WeightedF1].P)]), comparison.Pairs.Select(pair => pair.HolmP));
    }

    [Fact]
    public void The_page_says_what_was_resampled_and_what_must_not_be_concluded()
    {
        string several = ComparisonPage.Markdown(Compared(2, 2) with { PickedOnTest = ["1"] }), single = ComparisonPage.Markdown(Compared(2, 1));

        Assert.Contains("Resampled by conversation (20)", several);
        Assert.Contains("majority vote", several);
        Assert.Contains("| 1 (picked on the test set) | 2 |", several);
        Assert.Contains("too high", several);
        Assert.Contains("Fewer than 10 seeds", several);
        Assert.Contains("a/b confused", several);
        Assert.DoesNotContain("majority", single);
        Assert.Contains("One seed says nothing of the chance of training, which the intervals leave out: 0, 1.", single);
    }

    [Fact]
    public void What_machines_read_equals_the_comparison()
    {
        var comparison = Compared(3, 2);

        var json = ComparisonJson.Of(comparison);

        Assert.Equal(comparison.Pairs[1].HolmP, (double)json["pairs"]![1]!["weighted_f1"]!["p_holm"]!);
        Assert.Equal(comparison.Pairs[1][Measure.Accuracy].Interval.Lower, (double)json["pairs"]![1]!["accuracy"]!["interval"]![0]!);
        Assert.Equal(comparison.Systems[2].EstimateOf(Measure.MacroF1).Deviation, (double)json["systems"]![2]!["macro_f1"]!["deviation"]!);
        var confused = Comparison.Confused(comparison.Systems[0], comparison.Emotions[0]);
        Assert.Equal(confused.Mean, (double)json["systems"]![0]!["confused_within"]!["a/b"]!);
    }

    private static IEnumerable<string> Names(Comparison comparison) =>
        comparison.Pairs.Select(pair => $"{pair.System.Predictions.Name}-{pair.Reference.Predictions.Name}");

    private static Comparison Compared(int systems, int seeds, bool allPairs = false)
    {
        var chance = new Random(8);
        var utterances = Numbers.Conversations(chance, 20, 5, 3);
        var guesses = Enumerable.Range(0, systems).Select(i => Numbers.Guesses($"{i}", chance, [.. utterances.Truths], 3, seeds, 0.4 + 0.05 * i));
        return Comparison.Of(new(utterances, [.. guesses]), Quick, allPairs) with { Emotions = [EmotionPair.Parse("a,b", utterances.Emotions)] };
    }

    private static PredictionTable Table(TemporaryFolder folder, string name, params string[] rows)
    {
        string path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, "truth,prediction,conversation,turn\n" + string.Join('\n', rows) + "\n");
        return PredictionTable.Read(path, Moods);
    }
}

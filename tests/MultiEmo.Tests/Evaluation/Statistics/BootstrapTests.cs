using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Tests.Evaluation.Statistics;

public class BootstrapTests
{
    private static readonly BootstrapSettings Quick = new() { Resamples = 500, Seed = 4 };

    [Fact]
    public void A_program_that_reads_predictions_again_on_every_draw_has_the_same_numbers()
    {
        var json = Numbers.Of("bootstrap");
        var utterances = new ScoredUtterances(
            Numbers.Emotions((int)json["classes"]!), Numbers.List<int>(json["truths"]), Numbers.List<int>(json["units"]));
        SystemPredictions[] systems = [.. json["systems"]!.AsArray().Select(system =>
            new SystemPredictions("system", [.. system!.AsArray().Select(seed => Numbers.List<int>(seed))]))];

        var samples = Bootstrap.Sample(utterances, systems, new() { Resamples = (int)json["resamples"]!, Seed = (int)json["seed"]! });

        foreach (var measure in Measures.All)
        {
            for (int system = 0; system < 2; system++)
            {
                Assert.Equal((double)json["means"]![system]![(int)measure]!, samples[system].EstimateOf(measure).Mean, 12);
                Assert.Equal((double)json["deviations"]![system]![(int)measure]!, samples[system].EstimateOf(measure).Deviation!.Value, 12);
                Equal(json["intervals"]![system]![(int)measure]!, samples[system].IntervalOf(measure));
            }
            var difference = samples[1].Against(samples[0], measure);
            Assert.Equal((double)json["differences"]![(int)measure]!, difference.Value, 12);
            Equal(json["difference_intervals"]![(int)measure]!, difference.Interval);
            Assert.Equal((double)json["p"]![(int)measure]!, difference.P, 12);
        }
    }

    [Fact]
    public void Many_resamples_come_near_all_there_can_be()
    {
        int[] truths = [0, 1, 1, 2, 0, 0, 2, 1], units = [0, 0, 0, 1, 1, 2, 3, 3];
        var utterances = new ScoredUtterances(Numbers.Emotions(3), truths, units);
        SystemPredictions first = new("first", [[0, 1, 0, 2, 1, 0, 2, 2], [0, 0, 1, 2, 0, 2, 2, 1]]), second =
            new("second", [[1, 1, 0, 0, 1, 0, 2, 2], [0, 2, 1, 0, 0, 2, 1, 1]]);

        var samples = Bootstrap.Sample(utterances, [second, first], new() { Resamples = 40_000 });
        double[] all = [.. Everything(utterances, first, second)];

        var difference = samples[1].Against(samples[0], Measure.WeightedF1);
        double mean = all.Average(), deviation = Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
        double p = all.Average(value => Math.Abs(value - difference.Value) >= difference.Value - 1e-12 ? 1.0 : 0);
        double resampled = samples[1].ReplicatesOf(Measure.WeightedF1).Average() - samples[0].ReplicatesOf(Measure.WeightedF1).Average();
        Assert.InRange(resampled, mean - 4 * deviation / 200, mean + 4 * deviation / 200);
        Assert.InRange(difference.P, p - 4 * Math.Sqrt(p * (1 - p)) / 200, p + 4 * Math.Sqrt(p * (1 - p)) / 200);
        Assert.InRange(p, 0.02, 0.98);
    }

    [Fact]
    public void A_system_against_itself_differs_by_nothing()
    {
        var chance = new Random(1);
        var utterances = Numbers.Conversations(chance, 30, 6, 4);
        foreach (int seeds in new[] { 1, 3 })
        {
            var system = Numbers.Guesses("one", chance, [.. utterances.Truths], 4, seeds, 0.5);
            var samples = Bootstrap.Sample(utterances, [system, system], Quick);

            foreach (var measure in Measures.All)
            {
                var difference = samples[1].Against(samples[0], measure);
                Assert.Equal(0, difference.Value);
                Assert.Equal(1, difference.P);
                if (seeds == 1) Assert.Equal(new Interval(0, 0), difference.Interval);
                else Assert.True(difference.Interval is { Lower: < 0, Upper: > 0 });
            }
        }
    }

    [Fact]
    public void Against_each_other_the_sign_turns_and_nothing_else()
    {
        var chance = new Random(2);
        var utterances = Numbers.Conversations(chance, 30, 6, 4);
        var one = Numbers.Guesses("one", chance, [.. utterances.Truths], 4, 1, 0.5);
        var other = Numbers.Guesses("other", chance, [.. utterances.Truths], 4, 1, 0.55);

        var samples = Bootstrap.Sample(utterances, [one, other], Quick);
        var turned = Bootstrap.Sample(utterances, [other, one], Quick);

        var there = samples[1].Against(samples[0], Measure.WeightedF1);
        Assert.All([samples[0].Against(samples[1], Measure.WeightedF1), turned[1].Against(turned[0], Measure.WeightedF1)], back =>
        {
            Assert.Equal(-there.Value, back.Value, 15);
            Assert.Equal(there.P, back.P);
            Assert.Equal(-there.Interval.Lower, back.Interval.Upper, 12);
            Assert.Equal(-there.Interval.Upper, back.Interval.Lower, 12);
        });
    }

    [Fact]
    public void A_clear_improvement_has_a_small_p_and_an_interval_above_zero()
    {
        var chance = new Random(3);
        var utterances = Numbers.Conversations(chance, 60, 8, 4);
        var worse = Numbers.Guesses("worse", chance, [.. utterances.Truths], 4, 3, 0.4);
        var better = Numbers.Guesses("better", chance, [.. utterances.Truths], 4, 3, 0.6);

        var samples = Bootstrap.Sample(utterances, [worse, better], Quick);

        var difference = samples[1].Against(samples[0], Measure.WeightedF1);
        Assert.Equal(1.0 / 501, difference.P, 12);
        Assert.True(difference.Interval.Lower > 0);
    }

    [Fact]
    public void A_seed_decides_all_and_a_system_that_joins_changes_nothing_for_the_others()
    {
        var chance = new Random(5);
        var utterances = Numbers.Conversations(chance, 20, 4, 3);
        SystemPredictions[] systems = [.. Enumerable.Range(0, 3).Select(i => Numbers.Guesses($"{i}", chance, [.. utterances.Truths], 3, 2, 0.5))];

        var samples = Bootstrap.Sample(utterances, systems, Quick);

        Assert.Equal(Replicates(samples[1]), Replicates(Bootstrap.Sample(utterances, systems, Quick)[1]));
        Assert.Equal(Replicates(samples[1]), Replicates(Bootstrap.Sample(utterances, systems[..2], Quick)[1]));
        Assert.NotEqual(Replicates(samples[1]), Replicates(Bootstrap.Sample(utterances, systems, Quick with { Seed = 5 })[1]));
    }

    [Fact]
    public void Conversations_of_one_utterance_each_are_utterances()
    {
        int[] truths = [0, 1, 2, 0, 1, 2, 0, 0], predictions = [0, 1, 1, 0, 2, 2, 0, 1];
        string[] labels = ["a", "b", "c"];
        Prediction[] placed =
            [.. truths.Index().Select(row => new Prediction($"c{row.Index}", 5, labels[predictions[row.Index]], [], labels[row.Item]))];
        var alone = ScoredUtterances.Of(Numbers.Emotions(3), placed);
        var none = ScoredUtterances.Of(Numbers.Emotions(3), [.. placed.Select((row, i) => row with { Conversation = "", Turn = i })]);
        var system = new SystemPredictions("one", [predictions]);

        Assert.Equal(Replicates(Bootstrap.Sample(alone, [system], Quick)[0]), Replicates(Bootstrap.Sample(none, [system], Quick)[0]));
        Assert.True(alone.ByConversation && !none.ByConversation);
    }

    [Fact]
    public void Turns_that_repeat_each_other_do_not_make_an_interval_narrower()
    {
        var chance = new Random(6);
        var once = Numbers.Conversations(chance, 100, 1, 3);
        var system = Numbers.Guesses("one", chance, [.. once.Truths], 3, 1, 0.5);
        var ninefold = new ScoredUtterances(once.Emotions, [.. Ninefold(once.Truths)], [.. Ninefold(once.Units)]);
        var repeated = new SystemPredictions("one", [[.. Ninefold(system.Seeds[0])]]);

        var interval = Bootstrap.Sample(ninefold, [repeated], Quick)[0].IntervalOf(Measure.WeightedF1);

        var expected = Bootstrap.Sample(once, [system], Quick)[0].IntervalOf(Measure.WeightedF1);
        Assert.Equal(expected.Lower, interval.Lower, 12);
        Assert.Equal(expected.Upper, interval.Upper, 12);
    }

    private static IEnumerable<int> Ninefold(IEnumerable<int> values) => values.SelectMany(value => Enumerable.Repeat(value, 9));

    private static double[] Replicates(SystemSample sample) => [.. Measures.All.SelectMany(sample.ReplicatesOf)];

    // Two seeds each and four units: 4^4 draws of units, 2^2 of each system's seeds.
    private static IEnumerable<double> Everything(ScoredUtterances utterances, SystemPredictions first, SystemPredictions second) =>
        from draw in Enumerable.Range(0, 256)
        let rows = Enumerable.Range(0, 4).SelectMany(place => utterances.Units.Index().Where(row => row.Item == (draw >> (2 * place)) % 4)).ToArray()
        from own in Enumerable.Range(0, 4)
        from other in Enumerable.Range(0, 4)
        select F1(first, own, rows) - F1(second, other, rows);

    private static double F1(SystemPredictions system, int seeds, (int Index, int Item)[] rows) =>
        0.5 * (F1(system.Seeds[seeds % 2], rows) + F1(system.Seeds[seeds / 2], rows));

    private static double F1(IReadOnlyList<int> predictions, (int Index, int Item)[] rows)
    {
        int[] truths = [0, 1, 1, 2, 0, 0, 2, 1];
        int[] drawn = [.. rows.Select(row => truths[row.Index])], given = [.. rows.Select(row => predictions[row.Index])];
        return new Metrics(ConfusionMatrix.Of(["a", "b", "c"], drawn, given)).WeightedF1;
    }

    private static void Equal(JsonNode ends, Interval interval)
    {
        Assert.Equal((double)ends[0]!, interval.Lower, 12);
        Assert.Equal((double)ends[1]!, interval.Upper, 12);
    }
}

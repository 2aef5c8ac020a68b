using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;

namespace MultiEmo.Tests.Evaluation;

public class MetricsTests
{
    private static readonly EmotionSet Four = new("four", ["joy", "anger", "fear", "calm"]);

    [Property(MaxTest = 200)]
    public void Scores_equal_a_slow_reading_of_their_definitions(byte[] truths, byte[] predictions)
    {
        var pairs = truths.Zip(predictions, (truth, prediction) => (Truth: truth % 4, Prediction: prediction % 4)).ToArray();
        if (pairs.Length == 0) return;
        var metrics = Metrics.Of(Four, pairs.Select(pair => Predicted(Four.Labels[pair.Truth], Four.Labels[pair.Prediction])));

        double[] f1 = [.. Enumerable.Range(0, 4).Select(label => SlowF1(pairs, label))];
        int[] occurring = [.. Enumerable.Range(0, 4).Where(label => pairs.Any(pair => pair.Truth == label || pair.Prediction == label))];
        int[] trueOnes = [.. pairs.Select(pair => pair.Truth).Distinct()];
        Assert.Equal(pairs.Average(pair => f1[pair.Truth]), metrics.WeightedF1, 12);
        Assert.Equal(occurring.Average(label => f1[label]), metrics.MacroF1, 12);
        Assert.Equal(pairs.Average(pair => pair.Truth == pair.Prediction ? 1.0 : 0), metrics.Accuracy, 12);
        Assert.Equal(trueOnes.Average(label => SlowRecall(pairs, label)), metrics.UnweightedAverageRecall, 12);
        Assert.Equal(pairs.Length, metrics.Utterances);
    }

    [Fact]
    public void A_class_that_occurs_nowhere_has_zeros_and_no_part_in_the_macro_average()
    {
        var metrics = Metrics.Of(Four, [Predicted("joy", "joy"), Predicted("anger", "anger")]);

        Assert.Equal(1, metrics.MacroF1);
        Assert.Equal(1, metrics.UnweightedAverageRecall);
        Assert.Equal(new ClassScores("calm", 0, 0, 0, 0), metrics.PerClass[3]);
    }

    [Fact]
    public void A_class_that_is_only_predicted_lowers_the_macro_average_but_not_the_recall()
    {
        var metrics = Metrics.Of(Four, [Predicted("joy", "joy"), Predicted("joy", "fear")]);

        Assert.Equal(1.0 / 3, metrics.MacroF1, 12);   // (2/3 + 0) / 2
        Assert.Equal(0.5, metrics.UnweightedAverageRecall, 12);
    }

    [Fact]
    public void An_utterance_without_truth_is_not_scored()
    {
        var metrics = Metrics.Of(Four, [Predicted("joy", "joy"), Predicted(null, "fear")]);

        Assert.Equal(1, metrics.Utterances);
    }

    [Fact]
    public void Nothing_to_score_is_an_error_that_says_so()
    {
        var error = Assert.Throws<BadInputException>(() => Metrics.Of(Four, [Predicted(null, "fear")]));

        Assert.Contains("split that has labels", error.Message);
    }

    [Fact]
    public void Shift_f1_is_the_weighted_f1_of_those_utterances_that_change()
    {
        var conversation = new Conversation("c", Split.Test,
        [
            new(0, "A", "", "joy"), new(1, "B", "", "anger"), new(2, "A", "", "joy"), new(3, "A", "", null),
            new(4, "B", "", "fear"), new(5, "A", "", "calm"),
        ]);
        Prediction[] predictions = [At(0, "joy", "calm"), At(1, "anger", "calm"), At(2, "joy", "calm"), At(4, "fear", "fear"), At(5, "calm", "joy")];

        var metrics = Metrics.Of(Four, predictions, [conversation]);

        Assert.Equal(2, metrics.ShiftUtterances);        // B: anger to fear; A: joy to calm, over an unlabelled turn
        Assert.Equal(0.5, metrics.ShiftF1!.Value, 12);   // fear 1, calm 0
    }

    [Fact]
    public void Without_any_shift_its_f1_is_unknown_and_its_count_zero()
    {
        var conversation = new Conversation("c", Split.Test, [new(0, "A", "", "joy"), new(1, "B", "", "anger")]);

        var metrics = Metrics.Of(Four, [At(0, "joy", "joy"), At(1, "anger", "joy")], [conversation]);

        Assert.Null(metrics.ShiftF1);
        Assert.Equal(0, metrics.ShiftUtterances);
    }

    private static Prediction Predicted(string? truth, string emotion) => new("c", 0, emotion, [], truth);

    private static Prediction At(int turn, string truth, string emotion) => new("c", turn, emotion, [], truth);

    private static double SlowRecall((int Truth, int Prediction)[] pairs, int label) =>
        pairs.Where(pair => pair.Truth == label).Select(pair => pair.Prediction == label ? 1.0 : 0).DefaultIfEmpty(0).Average();

    private static double SlowF1((int Truth, int Prediction)[] pairs, int label)
    {
        double recall = SlowRecall(pairs, label);
        double precision = pairs.Where(pair => pair.Prediction == label).Select(pair => pair.Truth == label ? 1.0 : 0).DefaultIfEmpty(0).Average();
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
}

using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Calibration;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Tests.Evaluation.Statistics;

public class SignificanceTests
{
    [Fact]
    public void McNemars_test_has_the_numbers_of_SciPy()
    {
        foreach (var json in Numbers.Of("mcnemar").AsArray())
        {
            var test = new McNemar((int)json!["first"]!, (int)json["second"]!);

            Near((double)json["exact"]!, test.ExactP);
            Near((double)json["chi_square"]!, test.ChiSquare);
            Near((double)json["chi_square_p"]!, test.ChiSquareP);
            Assert.Equal(test.Discordant < 25 ? test.ExactP : test.ChiSquareP, test.P);
        }
    }

    [Fact]
    public void McNemars_test_counts_what_one_alone_gets_right() =>
        Assert.Equal(new McNemar(2, 1), McNemar.Of([0, 1, 2, 0, 1], [0, 1, 2, 1, 0], [1, 1, 0, 0, 2]));

    [Property]
    public void McNemars_test_does_not_ask_which_system_is_the_first(byte first, byte second)
    {
        McNemar test = new(first, second), turned = new(second, first);

        Assert.Equal(test.ExactP, turned.ExactP);
        Assert.Equal(test.ChiSquareP, turned.ChiSquareP);
        Assert.InRange(test.P, 0, 1);
    }

    [Fact]
    public void Holms_correction_has_the_numbers_of_NumPy()
    {
        foreach (var json in Numbers.Of("holm").AsArray())
        {
            var corrected = Holm.Correct(Numbers.List<double>(json!["p"]));
            Assert.All(Numbers.List<double>(json["corrected"]).Zip(corrected), pair => Near(pair.First, pair.Second));
        }
    }

    // Benjamini and Hochberg, JRSS B 57, 1995, section 4: Bonferroni's procedure and Hochberg's each reject the first three at 0.05, and Holm's lies
    // between them.
    [Fact]
    public void Holms_correction_rejects_as_a_published_example_does()
    {
        double[] values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];

        var corrected = Holm.Correct(values);

        Assert.Equal(3, corrected.Count(p => p <= 0.05));
        Assert.Equal(0.0015, corrected[0], 12);
    }

    [Property]
    public void A_correction_makes_no_p_smaller_and_keeps_their_order(byte[] given)
    {
        double[] values = [.. given.Select(value => value / 255.0)];

        var corrected = Holm.Correct(values);

        Assert.All(values.Zip(corrected), pair => Assert.InRange(pair.Second, pair.First, 1));
        var inOrder = values.Zip(corrected).OrderBy(pair => pair.First).Select(pair => pair.Second).ToArray();
        Assert.Equal(inOrder.Order(), inOrder);
    }

    [Fact]
    public void What_is_no_p_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Holm.Correct([0.5, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Holm.Correct([1.5]));
    }

    [Fact]
    public void Calibration_has_the_numbers_of_NumPy()
    {
        var json = Numbers.Of("calibration");
        float[] probabilities = [.. Numbers.List<double>(json["probabilities"]).Select(value => (float)value)];

        var bins = ReliabilityBins.Of(probabilities, Numbers.List<int>(json["labels"]), (int)json["bins"]!);

        Assert.Equal((double)json["error"]!, bins.ExpectedCalibrationError, 12);
        Assert.Equal(Numbers.List<int>(json["counts"]), bins.Bins.Select(bin => bin.Count));
        Assert.All(Numbers.List<double>(json["accuracies"]).Zip(bins.Bins), pair => Near(pair.First, pair.Second.Accuracy));
    }

    [Fact]
    public void Confused_within_a_pair_is_the_share_that_went_to_the_other()
    {
        var confusion = ConfusionMatrix.Of(EmotionSet.Iemocap.Labels, [0, 0, 0, 4, 4, 3, 5, 2], [0, 4, 1, 0, 4, 5, 5, 0]);

        var pairs = EmotionPair.In(EmotionSet.Iemocap);

        Assert.Equal(["happiness/excitement", "anger/frustration"], pairs.Select(pair => pair.ToString()));
        Assert.Equal([2.0 / 5, 1.0 / 2], pairs.Select(pair => pair.ConfusedIn(confusion)));
        Assert.Equal(0, confusion.ConfusedWithin(1, 1));
        Assert.Equal(1.0 / 4, EmotionPair.Parse("Neutral, happiness", EmotionSet.Iemocap).ConfusedIn(confusion));
    }

    [Fact]
    public void A_set_without_near_emotions_has_no_pair() => Assert.Empty(EmotionPair.In(EmotionSet.Meld));

    [Theory]
    [InlineData("joy", "no pair")]
    [InlineData("joy,joy", "no pair")]
    [InlineData("joy,angre", "did you mean 'anger'")]
    public void What_is_no_pair_is_refused(string text, string part) =>
        Assert.Contains(part, Assert.Throws<BadInputException>(() => EmotionPair.Parse(text, EmotionSet.Meld)).Message);

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-12 + 1e-10 * Math.Abs(expected));
}

using MultiEmo.Conversations;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Calibration;
using MultiEmo.Evaluation.Charts;
using MultiEmo.Evaluation.Statistics;
using MultiEmo.Tests.Evaluation.Statistics;

namespace MultiEmo.Tests.Evaluation.Charts;

/// <summary>Charts of small and large input: what is written stands on the paper, nothing upon something else, and is what was given.</summary>
public class ChartTests
{
    private static readonly string[] Meld = ["neutral", "surprise", "fear", "sadness", "joy", "disgust", "anger"];
    private static readonly string[] Many = [.. Enumerable.Range(1, 28).Select(i => $"emotion number {i}")];

    public static TheoryData<string> Names => [.. All().Select(chart => chart.Key)];

    [Theory, MemberData(nameof(Names))]
    public void No_text_lies_upon_another_or_leaves_the_paper(string name)
    {
        var chart = All().Single(pair => pair.Key == name).Value();
        var texts = DrawnText.Of(chart);

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.True(text.Within(chart.Size), $"'{text.Words}' leaves the paper"));
        for (int i = 0; i < texts.Count; i++)
            for (int j = i + 1; j < texts.Count; j++)
                Assert.False(texts[i].Overlaps(texts[j]), $"'{texts[i].Words}' and '{texts[j].Words}' overlap");
    }

    [Theory, MemberData(nameof(Names))]
    public void A_picture_has_two_pixels_for_each_point(string name)
    {
        var chart = All().Single(pair => pair.Key == name).Value();
        byte[] png = chart.Png();
        using var picture = SkiaSharp.SKBitmap.Decode(png);

        Assert.Equal(2 * chart.Size.Width, picture.Width);
        Assert.Equal(2 * chart.Size.Height, picture.Height);
        Assert.Contains($"<title>{chart.Description.Replace("&", "&amp;")}</title>", chart.Svg());
    }

    [Fact]
    public void A_confusion_chart_shows_shares_of_the_true_emotion()
    {
        var matrix = ConfusionMatrix.Of(["a", "b"], [0, 0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 1, 1]);

        string[] words = [.. DrawnText.Of(ConfusionChart.Of("title", matrix)).Select(text => text.Words)];

        Assert.Equal(["75.0", "25.0", "100.0"], words.Where(word => word.Contains('.')));
    }

    [Fact]
    public void The_largest_class_stands_above_and_counts_stand_at_their_bars()
    {
        var texts = DrawnText.Of(ClassCountChart.Of("c", ["few", "many"], [new("train", [3, 9]), new("test", [5, 5])]));
        float Height(string words) => texts.Single(text => text.Words == words).Corners[0].Y;

        Assert.True(Height("many") < Height("few"));
        Assert.True(Height("9 (75.0 %)") < Height("3 (25.0 %)"));
        Assert.Equal(2, texts.Count(text => text.Words == "5 (50.0 %)"));
    }

    [Fact]
    public void Where_there_is_no_font_the_remedy_is_named()
    {
        Assert.Equal("DejaVu Sans", ChartFont.Find(["Zapf", "DejaVu Sans"]));
        Assert.Equal("Abc", ChartFont.Find(["Zapf", "Abc"]));
        Assert.Contains("fonts-dejavu-core", Assert.Throws<BadInputException>(() => ChartFont.Find([])).Remedy);
        Assert.Throws<BadInputException>(() => ChartFont.Find([""]));
    }

    private static Dictionary<string, Func<Chart>> All() => new()
    {
        ["classes"] = () => ClassCountChart.Of("meld", Meld, [.. new[] { "train", "validation", "test" }.Select(Counts)]),
        ["classes, one split of many"] = () => ClassCountChart.Of("goemotions", Many, [new("train", [.. Many.Select((_, i) => 10_000 / (i + 1))])]),
        ["confusion"] = () => ConfusionChart.Of("True and predicted emotions: meld-tfidf on meld, test", Confusion(Meld)),
        ["confusion of two"] = () => ConfusionChart.Of("Two", Confusion(["yes", "no"])),
        ["confusion of many"] = () => ConfusionChart.Of("Many", Confusion(Many)),
        ["learning"] = () => LearningCurves.Of("meld", "validation", [.. Enumerable.Range(1, 5).Select(seed => Curve(seed, 20))]),
        ["learning, one epoch"] = () => LearningCurves.Of("meld", "validation", [Curve(1, 1)]),
        ["learning, long"] = () => LearningCurves.Of("meld", "validation", [.. Enumerable.Range(1, 12).Select(seed => Curve(seed, 150))]),
        ["reliability"] = () => ReliabilityChart.Of("Calibration: meld-tfidf on meld, test", Bins(3000)),
        ["reliability of few"] = () => ReliabilityChart.Of("Calibration", Bins(4)),
        ["vectors"] = () => ProjectionChart.Of("z", Meld, [Cloud("Principal components", 800), Cloud("t-SNE", 800)]),
        ["conversation"] = () => EmotionTimeChart.Of("Conversation test/1 of meld, by meld-tfidf", new("meld", Meld), Course(33, 4)),
        ["conversation, long"] = () => EmotionTimeChart.Of("Conversation", new("meld", Meld), Course(300, 9)),
        ["conversation of one turn"] = () => EmotionTimeChart.Of("Conversation", new("meld", Meld), Course(1, 1)),
        ["scores"] = () => ScoreChart.Of("Ablations on meld", Compared(6)),
    };

    private static SplitCounts Counts(string split) => new(split, [4710, 1205, 268, 683, 1743, 271, 1109]);

    private static ConfusionMatrix Confusion(string[] labels)
    {
        var chance = new Random(5);
        var matrix = new ConfusionMatrix(labels);
        for (int i = 0; i < 200 * labels.Length; i++)
        {
            int truth = chance.Next(labels.Length);
            matrix.Add(truth, chance.NextDouble() < 0.5 ? truth : chance.Next(labels.Length));
        }
        return matrix;
    }

    private static SeedCurve Curve(int seed, int epochs)
    {
        EpochPoint Point(int epoch) => new(epoch, 90.0 / epoch, 50 + epoch, 0.5 + 0.1 * epoch / epochs + 0.001 * seed);
        return new(seed, [.. Enumerable.Range(1, epochs).Select(Point)], epochs);
    }

    private static ReliabilityBins Bins(int count)
    {
        var chance = new Random(6);
        float[] first = [.. Enumerable.Range(0, count).Select(_ => 0.5f + 0.5f * chance.NextSingle())];
        int[] truths = [.. first.Select(share => chance.NextSingle() < share ? 0 : 1)];
        return ReliabilityBins.Of(first.SelectMany(share => new[] { share, 1 - share }).ToArray(), truths);
    }

    private static Projection Cloud(string name, int count)
    {
        var chance = new Random(7);
        return new(name, "first: 23.1 % of the variance", "second: 11.0 % of the variance",
            [.. Enumerable.Range(0, count).Select(i => new ProjectedPoint(chance.NextDouble(), chance.NextDouble(), i % Meld.Length))]);
    }

    private static EmotionMoment[] Course(int turns, int speakers)
    {
        var chance = new Random(8);
        return [.. Enumerable.Range(0, turns).Select(turn =>
            new EmotionMoment(turn, $"Speaker of a long name {turn % speakers}", Meld[chance.Next(7)], turn % 5 == 0 ? null : Meld[chance.Next(7)]))];
    }

    private static Comparison Compared(int systems)
    {
        var chance = new Random(9);
        var utterances = Numbers.Conversations(chance, 20, 6, 3);
        int[] truths = [.. utterances.Truths];
        return Comparison.Of(new AlignedSystems(utterances,
            [.. Enumerable.Range(0, systems).Select(i => Numbers.Guesses($"w/o the part number {i}", chance, truths, 3, 3, 0.5 + 0.05 * i))]),
            new BootstrapSettings { Resamples = 200 });
    }
}

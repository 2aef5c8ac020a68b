using System.Xml.Linq;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Charts;

namespace MultiEmo.Tests.Evaluation.Charts;

/// <summary>Attention as a table of colours: what is named, what is left out, what is grey.</summary>
public class AttentionChartTests
{
    private const string Grey = "#DCDCDC";

    [Fact]
    public void Every_turn_and_pair_is_named_and_the_turn_that_asks_is_marked()
    {
        string[] texts = Texts(Chart(5, asking: 1));

        Assert.All(["0 Ada: turn 0", "» 2 Bob: turn 1", "4 Ada: turn 2", "6 Bob: turn 3", "8 Ada: turn 4"], name => Assert.Contains(name, texts));
        Assert.All(["text asks", "audio asks", "visual asks", "audio", "head", "What turn 2 looks at"], name => Assert.Contains(name, texts));
        Assert.Equal(6, texts.Count(text => text == "2"));
    }

    [Theory]
    [InlineData(1, 2, "words")]
    [InlineData(2, 1, "words")]
    [InlineData(13, 4, "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW")]
    [InlineData(60, 4, "Donaudampfschifffahrtsgesellschaftskapitän, Donaudampfschifffahrtsgesellschaftskapitän")]
    [InlineData(24, 8, "")]
    [InlineData(5, 16, "(no words)")]
    public void No_text_lies_upon_another_or_leaves_the_paper(int turns, int heads, string words)
    {
        var chart = Chart(turns, 0, words, absent: 1, heads);
        var texts = DrawnText.Of(chart);

        Assert.All(texts, text => Assert.True(text.Within(chart.Size), $"'{text.Words}' leaves the paper"));
        for (int i = 0; i < texts.Count; i++)
            for (int j = i + 1; j < texts.Count; j++)
                Assert.False(texts[i].Overlaps(texts[j]), $"'{texts[i].Words}' and '{texts[j].Words}' overlap");
    }

    [Fact]
    public void Of_a_long_conversation_the_turns_with_most_weight_are_drawn_and_how_much_that_is()
    {
        string[] texts = Texts(Chart(60, asking: 0));
        int share = (int)Math.Round(100.0 * (1 + Enumerable.Range(38, 23).Sum()) / Enumerable.Range(1, 60).Sum());

        Assert.Contains("» 0 Ada: turn 0", texts);
        Assert.DoesNotContain("2 Bob: turn 1", texts);
        Assert.Contains("118 Bob: turn 59", texts);
        Assert.Contains($"head; 24 of 60 turns: those with most weight ({share} %)", texts);
    }

    [Fact]
    public void Turns_that_cannot_be_looked_at_are_grey_and_the_scale_says_so()
    {
        var (some, none) = (Chart(4, 0, absent: 2), Chart(4, 0));

        Assert.Equal(2 * 2, Greys(some));
        Assert.Equal(0, Greys(none));
        Assert.Contains(Texts(some), text => text.Contains("grey: the turn lacks what is asked"));
        Assert.DoesNotContain(Texts(none), text => text.Contains("grey"));
    }

    private static string[] Texts(Chart chart) => [.. DrawnText.Of(chart).Select(text => text.Words)];

    private static int Greys(Chart chart) => XDocument.Parse(chart.Svg()).Descendants().Count(each => (string?)each.Attribute("fill") == Grey);

    // The weight of a turn rises with its place.
    private static Chart Chart(int turns, int asking, string? words = null, int absent = -1, int heads = 2)
    {
        Utterance Turn(int turn) => new(2 * turn, turn % 2 == 0 ? "Ada" : "Bob", words ?? $"turn {turn}");
        var panels =
            from query in Modalities.All
            from partner in Modalities.All
            where query != partner
            let present = Enumerable.Range(0, turns).Select(turn => partner != Modality.Visual || turn != absent).ToArray()
            let weights = present.Select((there, turn) => there ? 2f * (turn + 1) / (turns * (turns + 1)) : 0).ToArray()
            select new AttentionPanel(query, partner, [.. Enumerable.Repeat(weights, heads)], present);
        Utterance[] all = [.. Enumerable.Range(0, turns).Select(Turn)];
        return AttentionChart.Of($"What turn {2 * asking} looks at\nby an invented model", all, asking, [.. panels]);
    }
}

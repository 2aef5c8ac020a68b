using System.Globalization;
using System.Xml.Linq;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Charts;

namespace MultiEmo.Tests.Evaluation.Charts;

/// <summary>Attention as a table of colours: what is named, what is left out, what is grey.</summary>
public class AttentionChartTests
{
    private const int Heads = 2;
    private const string Grey = "#DCDCDC";

    [Fact]
    public void Every_turn_and_pair_is_named_and_the_turn_that_asks_is_marked()
    {
        string[] texts = Texts(Drawn(5, asking: 1));

        Assert.All(["0 Ada: turn 0", "» 2 Bob: turn 1", "4 Ada: turn 2", "6 Bob: turn 3", "8 Ada: turn 4"], name => Assert.Contains(name, texts));
        Assert.All(["text asks", "audio asks", "visual asks", "audio", "head", "What turn 2 looks at"], name => Assert.Contains(name, texts));
        Assert.Equal(6, texts.Count(text => text == "2"));
    }

    [Fact]
    public void Long_words_are_cut_and_names_do_not_lie_upon_each_other()
    {
        var drawn = Drawn(40, asking: 7, text: new string('W', 200));
        double[] heights = [.. drawn.Where(text => text.Value.Trim().EndsWith('…')).Select(Height).Order()];

        Assert.Equal(AttentionChart.MostTurns, heights.Length);
        Assert.All(heights.Zip(heights[1..]), pair => Assert.InRange(pair.Second - pair.First, 14, 40));
    }

    [Fact]
    public void Of_a_long_conversation_the_turns_with_most_weight_are_drawn_and_how_much_that_is()
    {
        string[] texts = Texts(Drawn(60, asking: 0));

        Assert.Contains("» 0 Ada: turn 0", texts);
        Assert.DoesNotContain("2 Bob: turn 1", texts);
        Assert.Contains("118 Bob: turn 59", texts);
        int share = (int)Math.Round(100.0 * (1 + Enumerable.Range(38, 23).Sum()) / Enumerable.Range(1, 60).Sum());
        Assert.Contains($"head; 24 of 60 turns: those with most weight ({share} %)", texts);
    }

    [Fact]
    public void Turns_that_cannot_be_looked_at_are_grey_and_the_scale_says_so()
    {
        XElement[] all = [.. Document(Chart(4, 0, "words", absent: 2)).Descendants()], none = [.. Document(Chart(4, 0, "words")).Descendants()];

        Assert.Equal(2 * Heads, all.Count(each => (string?)each.Attribute("fill") == Grey));
        Assert.DoesNotContain(none, each => (string?)each.Attribute("fill") == Grey);
        Assert.Contains(all, each => each.Value.Contains("grey: the turn lacks what is asked"));
    }

    [Theory, InlineData(1), InlineData(2)]
    public void The_shortest_conversations_are_drawn_too(int turns)
    {
        var chart = Chart(turns, 0, "words");
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], chart.Png()[..4]);
        Assert.Equal(800, chart.Size.Width);
    }

    // The weight of a turn rises with its place.
    private static Chart Chart(int turns, int asking, string? text, int absent = -1)
    {
        Utterance Turn(int turn) => new(2 * turn, turn % 2 == 0 ? "Ada" : "Bob", text ?? $"turn {turn}");
        var panels =
            from query in Modalities.All
            from partner in Modalities.All
            where query != partner
            let present = Enumerable.Range(0, turns).Select(turn => partner != Modality.Visual || turn != absent).ToArray()
            let weights = present.Select((there, turn) => there ? 2f * (turn + 1) / (turns * (turns + 1)) : 0).ToArray()
            select new AttentionPanel(query, partner, [.. Enumerable.Repeat(weights, Heads)], present);
        Utterance[] all = [.. Enumerable.Range(0, turns).Select(Turn)];
        return AttentionChart.Of($"What turn {2 * asking} looks at\nby an invented model", all, asking, [.. panels]);
    }

    private static XElement[] Drawn(int turns, int asking, string? text = null) =>
        [.. Document(Chart(turns, asking, text)).Descendants().Where(each => each.Name.LocalName == "text")];

    private static XDocument Document(Chart chart) => XDocument.Parse(chart.Svg());

    private static string[] Texts(XElement[] drawn) => [.. drawn.Select(text => text.Value.Trim())];

    // transform="translate(366.828 97.3682)"
    private static double Height(XElement text) =>
        double.Parse(((string)text.Attribute("transform")!).Split(' ', ')')[1], CultureInfo.InvariantCulture);
}

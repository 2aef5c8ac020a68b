using FsCheck.Xunit;
using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Text;

public sealed class UtteranceContextTests : IDisposable
{
    private const int Start = 0, End = 2;

    private readonly TemporaryFolder folder = new();
    private readonly BytePairTokenizer tokenizer;

    public UtteranceContextTests()
    {
        TinyVocabulary.Write(folder.Path);
        tokenizer = BytePairTokenizer.Load(folder.Path);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_utterance_stands_between_what_was_said_before_and_after()
    {
        var inputs = Of(new ContextOptions()).Inputs(Talk("one", "two", "three"));

        Assert.Equal([Start, End, End, .. Line("A: one"), End, End, .. Line("B: two"), .. Line("A: three"), End], inputs[0]);
        Assert.Equal([Start, .. Line("A: one"), End, End, .. Line("B: two"), End, End, .. Line("A: three"), End], inputs[1]);
        Assert.Equal([Start, .. Line("A: one"), .. Line("B: two"), End, End, .. Line("A: three"), End, End, End], inputs[2]);
    }

    [Fact]
    public void A_side_that_is_not_wanted_has_no_place()
    {
        Assert.Equal([Start, .. Line("B: two"), End], Of(new ContextOptions { Past = 0, Future = 0 }).Inputs(Talk("one", "two"))[1]);
        Assert.Equal([Start, .. Line("A: one"), End, End, .. Line("B: two"), End],
            Of(new ContextOptions { Past = 1, Future = 0 }).Inputs(Talk("one", "two"))[1]);
        Assert.Equal([Start, .. Line("A: one"), End, End, .. Line("B: two"), End],
            Of(new ContextOptions { Past = 0, Future = 1 }).Inputs(Talk("one", "two", "three"))[0]);
    }

    [Theory, InlineData(SpeakerNames.Upper, "ANN: hi"), InlineData(SpeakerNames.Written, "Ann: hi"), InlineData(SpeakerNames.None, "hi")]
    public void Names_stand_as_they_are_wanted(SpeakerNames names, string line) =>
        Assert.Equal(line, Of(new ContextOptions { Speakers = names }).Line(new Utterance(0, "Ann", "hi")));

    [Fact]
    public void The_farthest_is_left_out_first_and_of_equals_what_comes_after()
    {
        var talk = Talk("11", "22", "33", "44", "55");
        int[] Input(int budget) => Of(new ContextOptions { Budget = budget, Speakers = SpeakerNames.None }).Inputs(talk)[2];
        int[] two = Line("22"), three = Line("33"), four = Line("44");

        Assert.Equal([Start, End, End, .. three, End, End, End], Input(6 + 3));
        Assert.Equal([Start, .. two, End, End, .. three, End, End, End], Input(6 + 4));
        Assert.Equal([Start, .. two, End, End, .. three, End, End, .. four, End], Input(6 + 7));
        Assert.Equal([Start, .. Line("11"), .. two, End, End, .. three, End, End, .. four, End], Input(6 + 8));
        Assert.Equal([Start, End, End, three[0], End, End, End], Input(6 + 1));
    }

    [Property(MaxTest = 200, Replay = "20230711,11")]
    public void No_input_is_longer_than_the_budget_and_all_begin_and_end_alike(byte[] lengths, byte past, byte future, byte more)
    {
        if (lengths.Length == 0) return;
        var options = new ContextOptions { Past = past % 5, Future = future % 5, Budget = 7 + more, Speakers = SpeakerNames.None };
        string[] texts = [.. lengths.Select(length => new string('x', length % 40))];
        foreach (int[] input in Of(options).Inputs(Talk(texts)))
        {
            Assert.InRange(input.Length, 2, options.Budget);
            Assert.Equal([Start, End], [input[0], input[^1]]);
            Assert.Equal(1 + (options.Past > 0 ? 2 : 0) + (options.Future > 0 ? 2 : 0), input.Count(id => id == End));
        }
    }

    private UtteranceContext Of(ContextOptions options) => new(tokenizer, options);

    private int[] Line(string text) => tokenizer.Encode(text);

    private static Conversation Talk(params string[] texts) =>
        new("talk", null, [.. texts.Select((text, turn) => new Utterance(turn, turn % 2 == 0 ? "a" : "b", text))]);
}

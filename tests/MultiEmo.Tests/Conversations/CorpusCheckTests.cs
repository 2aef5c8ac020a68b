using MultiEmo.Conversations;

namespace MultiEmo.Tests.Conversations;

public sealed class CorpusCheckTests
{
    private static readonly Utterance Hello = new(0, "Ada", "Hello.", "joy");

    [Fact]
    public void A_sound_corpus_passes() => CorpusCheck.Require(Corpus(new Conversation("a", null, [Hello, Hello with { Turn = 5, Emotion = null }])));

    [Fact]
    public void An_empty_corpus_is_refused() => Refused("there is no conversation");

    [Fact]
    public void An_empty_conversation_is_refused() => Refused("'a' has no turn", new Conversation("a", null, []));

    [Fact]
    public void Two_conversations_of_one_id_are_refused() =>
        Refused("'a' is there twice", new Conversation("a", null, [Hello]), new Conversation("a", Split.Dev, [Hello]));

    [Fact]
    public void A_turn_that_does_not_rise_is_refused() =>
        Refused("turn 0 of the conversation 'a' comes after turn 0", new Conversation("a", null, [Hello, Hello]));

    [Theory]
    [InlineData("jooy", "unknown emotion 'jooy'")]
    [InlineData("Joy", "'Joy' of the conversation 'a' is spelt 'joy'")]
    public void A_label_outside_the_set_is_refused(string label, string message) =>
        Refused(message, new Conversation("a", null, [Hello with { Emotion = label }]));

    private static Corpus Corpus(params Conversation[] conversations) => new("test", EmotionSet.Meld, conversations);

    private static void Refused(string message, params Conversation[] conversations)
    {
        var error = Assert.Throws<BadInputException>(() => CorpusCheck.Require(Corpus(conversations), "corpus.json"));
        Assert.Contains(message, error.Message);
        Assert.StartsWith("corpus.json: ", error.Message);
    }
}

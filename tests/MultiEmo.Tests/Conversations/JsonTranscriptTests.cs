using MultiEmo.Conversations;

namespace MultiEmo.Tests.Conversations;

public sealed class JsonTranscriptTests : IDisposable
{
    private readonly TranscriptFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_line_of_JSON_is_a_turn()
    {
        var corpus = folder.Read("talk.jsonl", """
            {"speaker": "Ada", "text": "Good morning.", "start": 0.5, "end": "0:00:01.5", "emotion": "Joy", "media": "a.wav", "confidence": 1}

            {"text": "Hm.", "speaker": null}
            {"conversation": 7, "turn": 4, "speaker": "Ben", "text": ""}
            """, EmotionSet.Meld);
        Assert.Equal(["talk", "7"], corpus.Conversations.Select(conversation => conversation.Id));
        Utterance[] turns = [new(0, "Ada", "Good morning.", "joy", 0.5, 1.5, "a.wav"), new(1, "unknown", "Hm.")];
        Assert.Equal(turns, corpus.Conversations[0].Turns);
        Assert.Equal(new Utterance(4, "Ben", ""), corpus.Conversations[1].Turns.Single());
        Assert.Equal(["talk.jsonl: 1 turns name no speaker and were given to 'unknown'."], corpus.Remarks);
    }

    [Theory]
    [InlineData("""{"speaker": "Ada", "test": "Hi."}""", "the turn has no 'text'; did you mean \"test\" by it?")]
    [InlineData("""["Ada"]""", "the line is no JSON object")]
    [InlineData("""{"text": "Hi.",""", "the line is no JSON object")]
    [InlineData("""{"text": "\ud800"}""", "the line is no JSON object")]
    [InlineData("""{"text": "Hi.", "turn": 1.5}""", "'turn' is no whole number")]
    [InlineData("""{"text": "Hi.", "start": 1e999}""", "'start' is no time")]
    [InlineData("""{"text": 5}""", "'text' is no text")]
    [InlineData("""{"text": "Hi.", "emotion": "angre"}""", "unknown emotion 'angre'; did you mean 'anger'?")]
    [InlineData("""{"id": "a", "turns": []}""", "give the folder of the prepared corpus")]
    [InlineData("""{"text": "Hi.", "turn": 0}""", "turn 0 of the conversation 'talk' is here and in line 1")]
    public void A_faulty_line_of_JSON_is_named(string line, string message)
    {
        var error = folder.Fault("talk.jsonl", "{\"text\": \"One.\"}\n" + line + "\n", EmotionSet.Meld);
        Assert.Contains(message, error.Message);
        Assert.Equal(2, error.Line);
    }
}

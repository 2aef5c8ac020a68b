using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Conversations;

public sealed class TranscriptsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_line_of_JSON_is_a_turn()
    {
        var corpus = Read("talk.jsonl", """
            {"speaker": "Ada", "text": "Good morning.", "start": 0.5, "end": "0:00:01.5", "emotion": "Joy", "media": "a.wav", "confidence": 1}

            {"text": "Hm.", "speaker": null}
            {"conversation": 7, "turn": 4, "speaker": "Ben", "text": ""}
            """, EmotionSet.Meld);
        Assert.Equal(["talk", "7"], corpus.Conversations.Select(conversation => conversation.Id));
        Assert.Equal([new Utterance(0, "Ada", "Good morning.", "joy", 0.5, 1.5, "a.wav"), new Utterance(1, "unknown", "Hm.")], corpus.Conversations[0].Turns);
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
        var error = Fault("talk.jsonl", "{\"text\": \"One.\"}\n" + line + "\n", EmotionSet.Meld);
        Assert.Contains(message, error.Message);
        Assert.Equal(2, error.Line);
    }

    [Fact]
    public void SubRip_captions_become_turns()
    {
        var corpus = Read("film.srt", "\uFEFF" + """
            1
            00:00:01,000 --> 00:00:02,500
            Ada: <i>Good</i> morning,
            Ben &amp; all.

            2
            00:00:02,600 --> 00:00:03,000 X1:10 X2:20
            {\an8}Still me.

            3
            00:00:03,100 --> 00:00:04,000
            - Dr. Eva von Berg: Is it 10:30?
            - Who knows.

            4
            00:00:04,100 --> 00:00:05,000

            5
            00:00:05,100 --> 00:00:06,000
            SPEAKER_01 (laughing): See http://example.org
            """.ReplaceLineEndings("\r\n"));
        Assert.Equal(
            [
                new Utterance(0, "Ada", "Good morning, Ben & all.", Start: 1, End: 2.5),
                new Utterance(1, "Ada", "Still me.", Start: 2.6, End: 3),
                new Utterance(2, "Dr. Eva von Berg", "Is it 10:30?", Start: 3.1, End: 4),
                new Utterance(3, "unknown", "Who knows.", Start: 3.1, End: 4),
                new Utterance(4, "SPEAKER_01", "(laughing) See http://example.org", Start: 5.1, End: 6),
            ],
            corpus.Conversations.Single().Turns);
        Assert.Equal(0, corpus.Emotions.Count);
    }

    [Fact]
    public void WebVTT_voices_names_and_comments_are_understood()
    {
        var corpus = Read("call.vtt", """
            WEBVTT - a call
            Kind: captions

            STYLE
            ::cue { color: red }

            NOTE Ada: not said
            by anybody

            intro
            00:01.000 --> 00:02.000 align:start position:0%
            <v.loud Ada>Hello <00:01.500><c>there</c>.</v> <v Ben>Hi &lt;3</v>

            00:02.000 --> 00:03.000
            Cleo: And me.
            >> ADA: Now you.
            """);
        Assert.Equal([("Ada", "Hello there."), ("Ben", "Hi <3"), ("Cleo", "And me."), ("ADA", "Now you.")],
            corpus.Conversations.Single().Turns.Select(turn => (turn.Speaker, turn.Text)));
        Assert.Equal((1.0, 2.0), (corpus.Conversations[0].Turns[1].Start, corpus.Conversations[0].Turns[1].End));
    }

    [Theory]
    [InlineData("Listen: it rains.")]
    [InlineData("10:30 is fine.")]
    [InlineData("http://example.org is down.")]
    [InlineData("There is one rule: none.")]
    [InlineData("Meet me at Luke 3:16.")]
    [InlineData("The Big Old Red House: sold.")]
    [InlineData("and so on: etc.")]
    public void A_colon_in_prose_names_nobody(string line)
    {
        var turn = Read("film.srt", $"1\n00:00:01,000 --> 00:00:02,000\n{line}\n").Conversations.Single().Turns.Single();
        Assert.Equal(("unknown", line), (turn.Speaker, turn.Text));
    }

    [Theory]
    [InlineData("Ada: x", "Ada")]
    [InlineData("ADA LOVELACE: x", "ADA LOVELACE")]
    [InlineData("Ada:x", "Ada")]
    [InlineData("Speaker 1: x", "Speaker 1")]
    [InlineData("speaker 2: x", "speaker 2")]
    [InlineData("Guard #2: x", "Guard #2")]
    [InlineData("Özil: x", "Özil")]
    [InlineData("Ada and Ben: x", "Ada and Ben")]
    [InlineData("Ada:\nx", "Ada")]
    public void A_name_before_a_colon_is_the_speaker(string line, string speaker)
    {
        var turn = Read("film.srt", $"1\n00:00:01,000 --> 00:00:02,000\n{line}\n").Conversations.Single().Turns.Single();
        Assert.Equal((speaker, "x"), (turn.Speaker, turn.Text));
    }

    [Theory]
    [InlineData("film.srt", "1\n00:00:01,000 -> 00:00:02,000\nAda: x\n", 1, "the text belongs to no caption")]
    [InlineData("film.srt", "1\n00:00:01,000 --> soon\nAda: x\n", 2, "'soon' is no time")]
    [InlineData("film.srt", "1\n00:00:02,000 --> 00:00:01,000\nAda: x\n", 2, "the caption ends before it starts")]
    [InlineData("film.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n", null, "the transcript holds no turn")]
    [InlineData("film.vtt", "1\n00:00:01.000 --> 00:00:02.000\nAda: x\n", 1, "the file does not begin with WEBVTT")]
    [InlineData("film.txt", "Ada: x\n", null, "a transcript of an unknown kind")]
    public void A_faulty_caption_is_named(string name, string text, int? line, string message)
    {
        var error = Fault(name, text);
        Assert.Contains(message, error.Message);
        Assert.Equal(line, error.Line);
    }

    [Theory]
    [InlineData("<v", ".a")]
    [InlineData("<v", " ")]
    [InlineData("Ada", " [")]
    [InlineData("", "x\n")]
    [InlineData("", "{\\")]
    public void A_long_caption_does_not_hold_up_the_reader(string start, string repeated)
    {
        string text = "WEBVTT\n\n00:01.000 --> 00:02.000\n" + start + string.Concat(Enumerable.Repeat(repeated, 50_000)) + "\n";
        Assert.Single(Read("call.vtt", text).Conversations);
    }

    [Fact]
    public void Each_file_of_a_folder_is_a_conversation()
    {
        Write("b.srt", "1\n00:00:01,000 --> 00:00:02,000\nAda: x\n");
        Write("a.jsonl", "{\"speaker\": \"Ben\", \"text\": \"y\"}\n");
        Write("readme.txt", "nothing");
        var corpus = Transcripts.Read(folder.Path);
        Assert.Equal(["a", "b"], corpus.Conversations.Select(conversation => conversation.Id));
        Assert.All(corpus.Conversations, conversation => Assert.Null(conversation.Split));
        Assert.True(Transcripts.IsTranscript(folder.Path));
        Write("corpus.json", "{}");
        Assert.False(Transcripts.IsTranscript(folder.Path));
    }

    [Fact]
    public void Two_files_of_one_name_are_refused()
    {
        Write("a.srt", "");
        Write("a.vtt", "");
        Assert.Contains("a.srt and a.vtt have one name", Assert.Throws<BadInputException>(() => Transcripts.Read(folder.Path)).Message);
    }

    [Fact]
    public void A_conversation_spread_over_files_is_refused()
    {
        Write("a.jsonl", "{\"conversation\": \"x\", \"text\": \"y\"}\n");
        Write("b.jsonl", "{\"conversation\": \"x\", \"text\": \"y\"}\n");
        Assert.Contains("b.jsonl:1: the conversation 'x' is in a.jsonl, too", Assert.Throws<BadInputException>(() => Transcripts.Read(folder.Path)).Message);
    }

    [Fact]
    public void A_folder_without_transcripts_is_refused() =>
        Assert.Contains("the folder holds no transcript", Assert.Throws<BadInputException>(() => Transcripts.Read(folder.Path)).Message);

    private Corpus Read(string name, string text, EmotionSet? set = null) => Transcripts.Read(Write(name, text), set);

    private BadInputException Fault(string name, string text, EmotionSet? set = null) =>
        Assert.Throws<BadInputException>(() => Read(name, text, set));

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}

using MultiEmo.Conversations;

namespace MultiEmo.Tests.Conversations;

public sealed class SubtitlesTests : IDisposable
{
    private readonly TranscriptFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Captions_out_of_order_are_put_in_order_before_speakers_are_told()
    {
        var corpus = folder.Read("film.srt", """
            1
            00:00:03,000 --> 00:00:04,000
            still Ada

            2
            00:00:01,000 --> 00:00:02,000
            Ada: first
            """);
        Assert.Equal(["Ada: first", "Ada: still Ada"], corpus.Conversations[0].Turns.Select(turn => $"{turn.Speaker}: {turn.Text}"));
        Assert.Contains("not in the order of their times", corpus.Remarks.Single());
    }

    [Fact]
    public void SubRip_captions_become_turns()
    {
        var corpus = folder.Read("film.srt", "\uFEFF" + """
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
        var corpus = folder.Read("call.vtt", """
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
        var turn = folder.Read("film.srt", $"1\n00:00:01,000 --> 00:00:02,000\n{line}\n").Conversations.Single().Turns.Single();
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
        var turn = folder.Read("film.srt", $"1\n00:00:01,000 --> 00:00:02,000\n{line}\n").Conversations.Single().Turns.Single();
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
        var error = folder.Fault(name, text);
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
        Assert.Single(folder.Read("call.vtt", text).Conversations);
    }
}

using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Features.Recordings;
using MultiEmo.Tests.Audio;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Recordings;

/// <summary>What is heard in a recording, and what becomes of it beside a transcript.</summary>
public sealed class RecordedConversationTests : IDisposable
{
    private const int Rate = 16000;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Voices_between_pauses_are_found_where_they_are()
    {
        var found = VoiceActivity.Find(Outline((1, 2.2, 0.2), (3.5, 4, 0.05), (5, 8, 0.3)));

        Assert.Equal(3, found.Count);
        double[] ends = [1, 2.2, 3.5, 4, 5, 8];
        foreach (var (expected, actual) in ends.Zip(found.SelectMany(stretch => new[] { stretch.Start, stretch.End })))
            Assert.InRange(actual, expected - 0.16, expected + 0.16);
    }

    [Fact]
    public void Silence_and_soft_hiss_hold_no_voice() => Assert.Empty(VoiceActivity.Find(Outline()));

    [Fact]
    public void What_is_too_long_for_an_utterance_is_cut()
    {
        var found = VoiceActivity.Find(Outline((1, 40, 0.2)));
        Assert.True(found.Count >= 3);
        Assert.All(found, stretch => Assert.InRange(stretch.Length, 1, 15.3));
    }

    [Fact]
    public void A_short_pause_and_a_click_make_no_utterance()
    {
        var found = VoiceActivity.Find(Outline((1, 1.8, 0.2), (2, 3, 0.2), (5, 5.05, 0.3)));
        var only = Assert.Single(found);
        Assert.InRange(only.Length, 1.8, 2.4);
    }

    [Fact]
    public void Sound_without_a_line_becomes_a_row_without_words()
    {
        var outline = Outline((1, 2.2, 0.2), (5, 8, 0.3));
        var recorded = RecordedConversation.Of("talk", Transcript("""{"speaker": "Ana", "text": "Hello.", "start": 0.9, "end": 2.3}"""), Of(outline));

        Assert.Equal(["Hello.", ""], recorded.Conversation.Turns.Select(turn => turn.Text));
        Assert.Equal(["Ana", RecordedConversation.Unknown], recorded.Conversation.Turns.Select(turn => turn.Speaker));
        Assert.Contains("transcript: 1.", string.Join(' ', recorded.Remarks));
    }

    [Fact]
    public void Lines_out_of_order_are_put_in_order_and_numbered_anew()
    {
        var recorded = RecordedConversation.Of("talk", Transcript(
            """{"turn": 4, "text": "second", "start": 4, "end": 6, "emotion": "joy"}""",
            """{"turn": 9, "text": "first", "start": 1, "end": 5}"""), null);

        Assert.Equal(["first", "second"], recorded.Conversation.Turns.Select(turn => turn.Text));
        Assert.Equal([0, 1], recorded.Conversation.Turns.Select(turn => turn.Turn));
        Assert.All(recorded.Conversation.Turns, turn => Assert.Null(turn.Emotion));
        Assert.Contains(recorded.Remarks, remark => remark.Contains("not in the order", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_heard_and_nothing_written_is_said_so() =>
        Assert.Contains("nothing is heard", Assert.Throws<BadInputException>(() => RecordedConversation.Of("x", null, Of(Outline()))).Message);

    [Theory]
    [InlineData("""{"text": "all", "segments": [{"id": 0, "start": 0.0, "end": 1.5, "text": " Oh no."}, {"start": 2, "end": 3, "text": "Yes."}]}""")]
    [InlineData("""[{"text": "Oh no.", "start": 0, "end": 1.5}, {"text": "Yes.", "start": "0:00:02", "end": 3}]""")]
    public void What_speech_recognisers_write_as_json_is_read(string json)
    {
        var turns = Transcripts.Read(Written("talk.json", json)).Conversations[0].Turns;
        Assert.Equal(["Oh no.", "Yes."], turns.Select(turn => turn.Text));
        Assert.Equal([0, 2], turns.Select(turn => turn.Start));
    }

    [Theory]
    [InlineData("""{"text": "all"}""", "no array of turns")]
    [InlineData("""[{"text": "a"}, 3]""", ":2")]
    [InlineData("[", "no JSON")]
    public void What_is_wrong_with_a_json_file_is_told(string json, string told) =>
        Assert.Contains(told, Assert.Throws<BadInputException>(() => Transcripts.Read(Written("talk.json", json))).Message);

    [Fact]
    public void A_sound_is_as_long_as_its_samples()
    {
        string path = Path.Combine(folder.Path, "odd.wav");
        File.WriteAllBytes(path, new WavBytes { Rate = 16000, Bits = 16 }.Of(new double[12345]));
        var outline = SoundOutline.Read(path, null, 2, TestContext.Current.CancellationToken);
        Assert.Equal(2 + (12345.0 / 16000), outline.End);
        Assert.Equal(78, outline.Levels.Count);
    }

    private static Recording Of(SoundOutline outline) => new("talk.wav", outline.End, false, null, outline);

    private Corpus Transcript(params string[] lines) => Transcripts.ReadUnlabelled(Written("talk.jsonl", string.Join('\n', lines)));

    private string Written(string name, string text)
    {
        string path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    // Tones over a soft hiss.
    private SoundOutline Outline(params (double Start, double End, double Size)[] voices)
    {
        var random = new Random(3);
        double length = voices.Length == 0 ? 4 : voices[^1].End + 1;
        var samples = new double[(int)(length * Rate)];
        for (int i = 0; i < samples.Length; i++)
        {
            double time = (double)i / Rate;
            double size = voices.Where(voice => time >= voice.Start && time < voice.End).Sum(voice => voice.Size);
            samples[i] = (random.NextDouble() * 4e-4) + (size * Math.Sin(2 * Math.PI * 180 * time) * (1 + (0.3 * Math.Sin(25 * time))));
        }
        string path = Path.Combine(folder.Path, "talk.wav");
        File.WriteAllBytes(path, new WavBytes { Rate = Rate, Bits = 32, IsFloat = true }.Of(samples));
        return SoundOutline.Read(path, null, 0);
    }
}

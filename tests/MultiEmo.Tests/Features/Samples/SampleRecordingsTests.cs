using MultiEmo.Audio;
using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Features.Samples;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Samples;

public sealed class SampleRecordingsTests : IDisposable
{
    private static readonly SampleOptions Few = new() { Training = 2, Validation = 1, Test = 1, FewestTurns = 8, MostTurns = 8, NoVoice = 0.2 };
    private static readonly SampleCorpus Sample = SampleCorpus.Generate(1, Few);
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Recordings => Path.Combine(folder.Path, "recordings");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_turn_that_was_recorded_has_its_file_and_no_other_turn_names_one()
    {
        SampleRecordings.Write(Recordings, Sample, force: false, Stop);

        Utterance[] turns = [.. Sample.Corpus.Conversations.SelectMany(conversation => conversation.Turns)];
        Assert.Equal(Sample.Voices.Select(voice => voice is not null), turns.Select(turn => turn.Media is not null));
        Assert.Contains(null, Sample.Voices);
        foreach (var turn in turns.Where(turn => turn.Media is not null))
        {
            var sound = Waveform.Read(Path.Combine(Recordings, turn.Media!));
            Assert.Equal(16_000, sound.SampleRate);
            Assert.Equal(turn.End!.Value - turn.Start!.Value, sound.Duration.TotalSeconds, 1e-9);
        }
        Assert.Equal(turns.Count(turn => turn.Media is not null) + 1, Directory.GetFiles(Recordings, "*.wav", SearchOption.AllDirectories).Length);
        Assert.Contains("Synthetic", File.ReadAllText(Path.Combine(Recordings, "SYNTHETIC.txt")));
        Assert.Equal([Recordings], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void The_same_corpus_gives_the_same_bytes()
    {
        string again = Path.Combine(folder.Path, "again");
        SampleRecordings.Write(Recordings, Sample, force: false, Stop);
        SampleRecordings.Write(again, SampleCorpus.Generate(1, Few), force: false, Stop);

        foreach (string file in Directory.GetFiles(Recordings, "*", SearchOption.AllDirectories))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(again, Path.GetRelativePath(Recordings, file))));
    }

    [Fact]
    public void The_whole_conversation_has_at_each_turn_what_the_turns_file_has_and_its_transcript_tells_where()
    {
        SampleRecordings.Write(Recordings, Sample, force: false, Stop);

        var chosen = Sample.Corpus.Of(Split.Test)[0];
        var whole = Waveform.Read(Path.Combine(Recordings, SampleRecordings.Conversation));
        var lines = Transcripts.Read(Path.Combine(Recordings, SampleRecordings.Transcript)).Conversations.Single().Turns;
        Assert.Equal(chosen.Turns.Select(turn => (turn.Speaker, turn.Text)), lines.Select(line => (line.Speaker, line.Text)));
        foreach (var (turn, line) in chosen.Turns.Zip(lines))
        {
            Assert.Equal(turn.Start!.Value, line.Start!.Value, 1e-9);
            Assert.Equal(turn.End!.Value, line.End!.Value, 1e-9);
            var stretch = whole.Samples[(int)Math.Round(line.Start.Value * 16_000)..(int)Math.Round(line.End.Value * 16_000)];
            if (turn.Media is { } media) Assert.Equal(Waveform.Read(Path.Combine(Recordings, media)).Samples.ToArray(), stretch.ToArray());
            else Assert.All(stretch.ToArray(), sample => Assert.Equal(0, sample));
        }
    }

    [Fact]
    public void What_is_there_is_replaced_when_asked_and_only_what_was_written_here()
    {
        SampleRecordings.Write(Recordings, Sample, force: false, Stop);
        Assert.Contains("--force", Assert.Throws<BadInputException>(() => SampleRecordings.Write(Recordings, Sample, force: false, Stop)).Message);
        File.WriteAllText(Path.Combine(Recordings, "train", "stale.wav"), "");
        SampleRecordings.Write(Recordings, Sample, force: true, Stop);
        Assert.False(File.Exists(Path.Combine(Recordings, "train", "stale.wav")));

        string own = Path.Combine(folder.Path, "own");
        Directory.CreateDirectory(own);
        File.WriteAllText(Path.Combine(own, "mine.wav"), "precious");
        Assert.Contains("other files", Assert.Throws<BadInputException>(() => SampleRecordings.Write(own, Sample, force: true, Stop)).Message);
        Assert.Equal("precious", File.ReadAllText(Path.Combine(own, "mine.wav")));
    }

    [Fact]
    public void Stopped_it_leaves_nothing()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => SampleRecordings.Write(Recordings, Sample, force: false, stopped.Token));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}

using System.Text;
using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Conversations;

public sealed class MeldTests : IDisposable
{
    private const string Header = "Sr No.,Utterance,Speaker,Emotion,Sentiment,Dialogue_ID,Utterance_ID,Season,Episode,StartTime,EndTime";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_release_has_its_published_sizes()
    {
        var corpus = Meld.Read(SharedData.Path("data", "meld"));
        Assert.Equal([1038, 114, 280], Sizes(corpus, _ => 1));
        Assert.Equal([9989, 1109, 2610], Sizes(corpus, conversation => conversation.Turns.Count));
        Assert.Equal(76, corpus.Conversations.Count(conversation => conversation.Turns[^1].Turn >= conversation.Turns.Count));
        Assert.Equal(4710, corpus.Of(Split.Train).Sum(conversation => conversation.Turns.Count(turn => turn.Emotion == "neutral")));
        Assert.Empty(corpus.Remarks);
    }

    [Fact]
    public void A_copy_of_the_release_in_Windows_1252_is_the_same_corpus()
    {
        string release = SharedData.Path("data", "meld");
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
        foreach (string path in Directory.GetFiles(release, "*.csv"))
            File.WriteAllBytes(Path.Combine(folder.Path, Path.GetFileName(path)), windows.GetBytes(File.ReadAllText(path)));
        AssertSame(Meld.Read(release), Meld.Read(folder.Path));
    }

    [Fact]
    public void A_copy_saved_as_UTF8_from_Latin1_is_the_same_corpus()
    {
        string release = SharedData.Path("data", "meld");
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        foreach (string path in Directory.GetFiles(release, "*.csv"))
            Write(Path.GetFileName(path), Encoding.Latin1.GetString(windows.GetBytes(File.ReadAllText(path))));
        AssertSame(Meld.Read(release), Meld.Read(folder.Path));
    }

    [Fact]
    public void A_turn_has_its_speaker_times_and_clip()
    {
        WriteSplits("7,\"Well, well.\",Ada,Joy,positive,4,2,1,1,\"00:01:02,250\",\"0:1:3.5\"");
        var corpus = Meld.Read(folder.Path);
        Assert.Equal(["train/4", "dev/4", "test/4"], corpus.Conversations.Select(conversation => conversation.Id));
        Assert.Equal(new Utterance(2, "Ada", "Well, well.", "joy", 62.25, 63.5, "dia4_utt2.mp4"), corpus.Conversations[0].Turns.Single());
    }

    [Fact]
    public void Columns_may_come_in_any_order_and_times_may_be_missing()
    {
        foreach (string split in (string[])["train", "dev", "test"])
            Write($"{split}_sent_emo.csv", "Emotion;Utterance_ID;dialogue id;Speaker;Utterance\r\nfear;0;3;Ben;Who's there?\r\n;;;;\r\n\r\n");
        var corpus = Meld.Read(folder.Path);
        Assert.Equal(new Utterance(0, "Ben", "Who's there?", "fear", Media: "dia3_utt0.mp4"), corpus.Conversations[0].Turns.Single());
        Assert.Equal(["3 of 3 turns have no usable times."], corpus.Remarks);
    }

    [Theory]
    [InlineData("1,Hi.,Ada,joj,positive,0,1,1,1,,", "unknown emotion 'joj'", "did you mean 'joy'?")]
    [InlineData("1,Hi.,Ada,joy,positive,0,0,1,1,,", "turn 0 of the conversation 'train/0' is here and in line 2", "delete or renumber")]
    [InlineData("1,Hi.,Ada,joy,positive,x,1,1,1,,", "'x' in column 'Dialogue_ID' is no whole number", "number from 0")]
    [InlineData("1,Hi.,,joy,positive,0,1,1,1,,", "the column 'Speaker' is blank", "fill it in")]
    [InlineData("1,Hi.,Ada,joy,positive,0,1,1,1", "the row has 9 cells and the header 11", "in quotes")]
    [InlineData("1,\"Hi.,Ada,joy,positive,0,1,1,1,,", "a quote opens here and is never closed", "close it")]
    [InlineData("1,\"Hi.\"?,Ada,joy,positive,0,1,1,1,,", "a quote opens here and more text follows", "write a quote inside a quoted cell twice")]
    public void A_faulty_row_is_named_with_file_line_and_remedy(string row, string problem, string remedy)
    {
        WriteSplits("0,Hello.,Ada,joy,positive,0,0,1,1,,", row);
        var error = Assert.Throws<BadInputException>(() => Meld.Read(folder.Path));
        Assert.Equal("train_sent_emo.csv", Path.GetFileName(error.File));
        Assert.Equal(3, error.Line);
        Assert.Contains(problem, error.Problem);
        Assert.Contains(remedy, error.Remedy);
    }

    [Fact]
    public void Disorder_names_both_lines()
    {
        WriteSplits("0,One.,Ada,joy,positive,0,5,1,1,,", "1,Two.,Ada,joy,positive,0,3,1,1,,");
        var error = Assert.Throws<BadInputException>(() => Meld.Read(folder.Path));
        Assert.Contains("turn 3 of the conversation 'train/0' comes after turn 5 (line 2)", error.Message);
        Assert.Equal(3, error.Line);
    }

    [Fact]
    public void A_missing_split_is_named()
    {
        WriteSplits("0,One.,Ada,joy,positive,0,0,1,1,,");
        File.Delete(Path.Combine(folder.Path, "dev_sent_emo.csv"));
        var error = Assert.Throws<BadInputException>(() => Meld.Read(folder.Path));
        Assert.Contains("missing: dev_sent_emo.csv", error.Message);
        Assert.Contains("release", error.Remedy);
    }

    [Fact]
    public void A_missing_column_is_named_with_the_nearest()
    {
        WriteSplits("0,One.,Ada,joy,positive,0,0,1,1,,");
        Write("dev_sent_emo.csv", Header.Replace("Emotion", "Emotoin") + "\n1,Hi.,Ada,joy,positive,0,1,1,1,,\n");
        var error = Assert.Throws<BadInputException>(() => Meld.Read(folder.Path));
        Assert.Contains("dev_sent_emo.csv:1: there is no column 'Emotion'; did you mean 'Emotoin'? Rename it.", error.Message);
    }

    private static int[] Sizes(Corpus corpus, Func<Conversation, int> size) =>
        [.. new[] { Split.Train, Split.Dev, Split.Test }.Select(split => corpus.Of(split).Sum(size))];

    private static void AssertSame(Corpus expected, Corpus actual)
    {
        Assert.Equal(Rows(expected), Rows(actual));

        static IEnumerable<(string, Utterance)> Rows(Corpus corpus) =>
            corpus.Conversations.SelectMany(conversation => conversation.Turns.Select(turn => (conversation.Id, turn)));
    }

    private void WriteSplits(params string[] rows)
    {
        foreach (string split in (string[])["train", "dev", "test"]) Write($"{split}_sent_emo.csv", string.Join('\n', [Header, .. rows]) + "\n");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.Path, name), text);
}

using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Conversations;

public sealed class TableCorpusTests : IDisposable
{
    private const string Header = "conversation,turn,speaker,text,emotion,split\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_of_conversations_may_be_mixed_and_quotes_may_hold_line_ends()
    {
        var corpus = Read(Header + "b,1,Ada,\"One,\ntwo.\",joy,train\na,0,Ben,Hm.,anger,dev\nb,3,Ben,,,train\n".Replace("dev", "train"));
        Assert.Equal(["b", "a"], corpus.Conversations.Select(conversation => conversation.Id));
        Assert.Equal([new Utterance(1, "Ada", "One,\ntwo.", "joy"), new Utterance(3, "Ben", "")], corpus.Conversations[0].Turns);
        Assert.Equal(["anger", "joy"], corpus.Emotions.Labels);
    }

    [Fact]
    public void Other_names_of_columns_tabs_times_and_media_are_understood()
    {
        const string header = "Dialogue_ID\tUtterance_ID\tSpeaker\tUtterance\tLabel\tStart Time\tEnd Time\tFilename\n";
        var corpus = Read(header + "0\t0.0\tAda\tSo \"what\"?\tJoy\t1.5\t0:00:02,5\ta.wav\n", "table.tsv", EmotionSet.Meld);
        Assert.Equal(new Utterance(0, "Ada", "So \"what\"?", "joy", 1.5, 2.5, "a.wav"), corpus.Conversations[0].Turns.Single());
        Assert.Null(corpus.Conversations[0].Split);
        Assert.Contains("no column 'split'", corpus.Remarks.Single());
    }

    [Fact]
    public void Turns_without_numbers_are_numbered_as_they_come()
    {
        var corpus = Read("conversation,speaker,text\na,Ada,One\nb,Ada,One\na,Ben,Two\n", set: EmotionSet.Meld);
        Assert.Equal([0, 1], corpus.Conversations[0].Turns.Select(turn => turn.Turn));
        Assert.All(corpus.Conversations.SelectMany(conversation => conversation.Turns), turn => Assert.Null(turn.Emotion));
    }

    [Fact]
    public void Labels_are_those_of_the_training_split()
    {
        var error = Fault(Header + "a,0,Ada,x,joy,train\na,1,Ada,x,sad,train\nb,0,Ada,x,jooy,test\n");
        Assert.Contains(":4: the emotion 'jooy' never occurs in the training split; did you mean 'joy'?", error.Message);
    }

    [Theory]
    [InlineData("a,0,Ada,x,joy,train\na,1,Ada,x,sad,test\n", 3, "the conversation 'a' is in train (line 2) and, here, in test")]
    [InlineData("a,0,Ada,x,joy,tarin\n", 2, "unknown split 'tarin'; did you mean 'train'?")]
    [InlineData("a,0,Ada,x,joy,train\nb,0,Ada,x,joy,train\na,0,Ada,x,sad,train\n", 4, "turn 0 of the conversation 'a' is here and in line 2")]
    [InlineData("a,-1,Ada,x,joy,train\n", 2, "'-1' in column 'turn' is no whole number")]
    [InlineData("a,0,Ada,x,joy,train\n", null, "fewer than two emotions")]
    [InlineData("", 1, "no row below its header")]
    public void A_faulty_row_is_named(string rows, int? line, string message)
    {
        var error = Fault(Header + rows);
        Assert.Contains(message, error.Message);
        Assert.Equal(line, error.Line);
        Assert.EndsWith("table.csv", error.File);
    }

    [Theory]
    [InlineData("conversation,turn,speaker,emotion\na,0,Ada,joy\n", "there is no column 'text' (or utterance, sentence, transcript)")]
    [InlineData("conversation,turn,speaker,text,text,emotion\na,0,Ada,x,x,joy\n", "the column 'text' is there twice")]
    [InlineData("conversation,turn,speaker,text\na,0,Ada,x\n", "there is no column 'emotion'")]
    [InlineData("", "the table is empty")]
    [InlineData("\0\u0001\u0002", "this is not a text file")]
    public void A_table_of_another_shape_is_refused(string text, string message) => Assert.Contains(message, Fault(text).Message);

    [Theory]
    [InlineData("then,1", "'then' is no time")]
    [InlineData("2,1", "the turn ends before it starts")]
    [InlineData("NaN,1", "'NaN' is no time")]
    public void Times_that_are_none_are_refused(string times, string message) =>
        Assert.Contains(message, Fault("conversation,turn,speaker,text,emotion,start,end\na,0,Ada,x,joy," + times + "\n").Message);

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be_missing() =>
        Assert.Contains("no such file", Assert.Throws<BadInputException>(() => TableCorpus.Read(Path.Combine(folder.Path, "none.csv"))).Message);

    private Corpus Read(string text, string name = "table.csv", EmotionSet? set = null)
    {
        string path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return TableCorpus.Read(path, set);
    }

    private BadInputException Fault(string text) => Assert.Throws<BadInputException>(() => Read(text));
}

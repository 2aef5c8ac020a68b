using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;

namespace MultiEmo.Tests.Conversations;

public sealed class TranscriptsTests : IDisposable
{
    private readonly TranscriptFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_file_of_a_folder_is_a_conversation()
    {
        folder.Write("b.srt", "1\n00:00:01,000 --> 00:00:02,000\nAda: x\n");
        folder.Write("a.jsonl", "{\"speaker\": \"Ben\", \"text\": \"y\"}\n");
        folder.Write("readme.txt", "nothing");
        var corpus = Transcripts.Read(folder.Path);
        Assert.Equal(["a", "b"], corpus.Conversations.Select(conversation => conversation.Id));
        Assert.All(corpus.Conversations, conversation => Assert.Null(conversation.Split));
        Assert.True(Transcripts.IsTranscript(folder.Path));
        folder.Write("corpus.json", "{}");
        Assert.False(Transcripts.IsTranscript(folder.Path));
    }

    [Fact]
    public void Two_files_of_one_name_are_refused()
    {
        folder.Write("a.srt", "");
        folder.Write("a.vtt", "");
        Assert.Contains("a.srt and a.vtt have one name", Assert.Throws<BadInputException>(() => Transcripts.Read(folder.Path)).Message);
    }

    [Fact]
    public void A_conversation_spread_over_files_is_refused()
    {
        folder.Write("a.jsonl", "{\"conversation\": \"x\", \"text\": \"y\"}\n");
        folder.Write("b.jsonl", "{\"conversation\": \"x\", \"text\": \"y\"}\n");
        var error = Assert.Throws<BadInputException>(() => Transcripts.Read(folder.Path));
        Assert.Contains("b.jsonl:1: the conversation 'x' is in a.jsonl, too", error.Message);
    }

    [Fact]
    public void A_folder_without_transcripts_is_refused() =>
        Assert.Contains("the folder holds no transcript", Assert.Throws<BadInputException>(() => Transcripts.Read(folder.Path)).Message);
}

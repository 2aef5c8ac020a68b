using MultiEmo.Conversations;
using MultiEmo.Conversations.Readers;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Conversations;

/// <summary>A folder for transcripts that a test writes and reads.</summary>
internal sealed class TranscriptFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    public void Dispose() => folder.Dispose();

    public Corpus Read(string name, string text, EmotionSet? set = null) => Transcripts.Read(Write(name, text), set);

    public BadInputException Fault(string name, string text, EmotionSet? set = null) =>
        Assert.Throws<BadInputException>(() => Read(name, text, set));

    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}

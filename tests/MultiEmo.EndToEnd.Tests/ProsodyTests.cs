using MultiEmo.Audio;
using MultiEmo.EndToEnd.Tests.Support;
using MultiEmo.Storage;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Prosody through the real command: of sounds, of a corpus, and of a table in the extractor's name.</summary>
public sealed class ProsodyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Sounds_become_a_table_that_gives_a_corpus_the_features_of_the_sounds()
    {
        Sounds.Copy(folder.File("voices"), 4);
        Prepare();

        Run("extract", "audio", "voices", "--set", "prosody", "--output", "voices.csv").Succeeded();
        Run("extract", "corpus", "--audio", "prosody", "--media", "voices").Succeeded();
        string[] rows = File.ReadAllLines(folder.File("voices.csv"));
        folder.Write("table.csv", string.Join('\n', rows.Select((row, i) => i == 0 ? row.Replace("file,", "filename,") : row)));
        var outcome = Run("extract", "corpus", "--audio", "table:table.csv", "--as", "prosody", "--name", "read").Succeeded();

        Assert.Equal(["file", .. SpeechProsody.Names], rows[0].Split(','));
        Assert.DoesNotContain("NaN", string.Concat(rows));
        Assert.Contains("audio features 'read' (prosody)", outcome.Out);
        var corpus = PreparedCorpus.Load(folder.File("corpus"));
        Assert.All(corpus.Features, entry => Assert.Equal("prosody", entry.Extractor));
        var (measured, read) = (corpus.ReadFeatures("prosody"), corpus.ReadFeatures("read"));
        Assert.Equal(measured.Present, read.Present);
        Assert.All(measured.Values.Zip(read.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void Safetensors_tell_which_values_are_there()
    {
        Sounds.Copy(folder.File("voices"), 3);

        Run("extract", "audio", "voices", "--set", "prosody", "--output", "voices.safetensors").Succeeded();

        var file = Safetensors.Read(folder.File("voices.safetensors"));
        Assert.Equal([3L, 8L], file.Require("functionals").Shape);
        Assert.Equal([3L, 8L], file.Require("present").Shape);
        Assert.All(file.Require("functionals").As<float>().ToArray(), value => Assert.True(float.IsFinite(value)));
        Assert.Equal(1, file.Require("present").As<byte>()[0]);
    }

    [Fact]
    public void What_does_not_go_together_is_told()
    {
        Prepare();
        folder.Write("t.csv", "filename,duration,avg_pitch\n000.wav,1,200\n001.wav,2,210\n");

        Run("extract", "audio", "voices", "--set", "prosody", "--level", "lld", "--output", "a.csv").Failed(2, "--level lld", "prosody");
        Run("extract", "corpus", "--audio", "prosody", "--media", "voices", "--pca", "2").Failed(2, "--pca");
        Run("extract", "corpus", "--audio", "prosody").Failed(2, "--media");
        Run("extract", "corpus", "--audio", "egemaps", "--media", "voices", "--as", "prosody").Failed(2, "--as", "table:FILE");
        Run("extract", "corpus", "--audio", "table:t.csv", "--as", "prosody").Failed(1, "t.csv", "no numbers in avg_intensity", "leave out --as");
    }

    private Outcome Run(params string[] args) => Tool.Run(folder.Path, args);

    private void Prepare()
    {
        var rows = Enumerable.Range(0, 4).Select(i => $"c,{i},Ana,Hello {i},{(i % 2 == 0 ? "joy" : "anger")},00{i}.wav,train\n");
        folder.Write("corpus.csv", "conversation,turn,speaker,text,emotion,media,split\n" + string.Concat(rows));
        Run("prepare", "table", "--source", "corpus.csv", "--labels", "joy,anger", "--output", "corpus").Succeeded();
    }
}

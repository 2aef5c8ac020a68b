using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Nothing of the test split reaches what is fitted, chosen or kept.</summary>
public class LeakTests
{
    private const string Word = "zyzzogeton", Speaker = "Quetzalina";

    [Fact]
    public void A_mark_in_the_test_split_reaches_no_fitted_file_and_no_file_of_the_run()
    {
        using var plain = Trained(new TinyCorpus());
        using var marked = Trained(new TinyCorpus(Word, Speaker, TestScale: 1e6, TestShift: 1));

        Assert.NotEmpty(RunBytes.Holding(marked.File("corpus"), Word));
        Assert.Empty(RunBytes.Holding(marked.File("run"), Word));
        Assert.Empty(RunBytes.Holding(marked.File("run"), Speaker));
        RunBytes.Equal(plain.File("run"), marked.File("run"));
        string[] fitted = ["tfidf.fitted.safetensors", "voice.fitted.safetensors"];
        Assert.All(fitted, name => Assert.Equal(
            File.ReadAllBytes(plain.File("corpus", "features", name)), File.ReadAllBytes(marked.File("corpus", "features", name))));
    }

    private static TemporaryFolder Trained(TinyCorpus corpus)
    {
        var folder = new TemporaryFolder();
        corpus.Prepare(folder.Path);
        Tool.Run(folder.Path, TinyCorpus.Training("run", 3)).Succeeded();
        return folder;
    }
}

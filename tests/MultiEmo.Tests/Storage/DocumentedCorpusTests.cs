using System.ComponentModel;
using System.Diagnostics;
using MultiEmo.Storage;
using MultiEmo.Tests.House;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Storage;

public class DocumentedCorpusTests
{
    [Fact]
    public void What_the_Python_of_the_documentation_writes_is_a_corpus()
    {
        using var folder = new TemporaryFolder();
        string page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "data.md"));
        string program = page.Split("```python\n")[1].Split("```")[0];
        Run(program, folder.Path);

        var training = PreparedCorpus.LoadForTraining(folder.Path);

        Assert.Equal(["train/0", "train/1", "dev/0"], training.Corpus.Conversations.Select(conversation => conversation.Id));
        Assert.Empty(training.Corpus.Remarks);
        Assert.Equal([24, 0, 0], training.ReadFeatures("words").Row(0).ToArray());
        Assert.Equal([true, true, false, true, true, true], training.ReadFeatures("voice").Present);
        Assert.Equal(8, PreparedCorpus.Load(folder.Path).ReadFeatures("voice").Rows);
    }

    private static void Run(string program, string folder)
    {
        try
        {
            using var python = Process.Start("python3", ["-c", program, folder]);
            python.WaitForExit();
            Assert.Equal(0, python.ExitCode);
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not here");
        }
    }
}

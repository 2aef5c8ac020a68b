using System.ComponentModel;
using System.Diagnostics;
using MultiEmo.Storage;
using MultiEmo.Tests.House;
using MultiEmo.Tests.Support;
using MultiEmo.Training.Audits;

namespace MultiEmo.Tests.Training.Audits;

/// <summary>Corpora of a generator in Python, which shares nothing with this program.</summary>
public class GeneratedAuditTests
{
    private const int CleanCorpora = 100, MostFalse = 5;

    [Fact]
    public void Clean_corpora_give_five_findings_at_most_and_every_planted_fault_is_found()
    {
        using var folder = new TemporaryFolder();
        Generate(folder.Path);
        var reports = Directory.EnumerateDirectories(folder.Path).Order(StringComparer.Ordinal)
            .ToDictionary(path => Path.GetFileName(path), path => CorpusAudit.Of(PreparedCorpus.Load(path)));
        var clean = reports.Where(pair => pair.Key.StartsWith("clean-", StringComparison.Ordinal)).ToArray();
        string[] found = [.. clean.SelectMany(pair => pair.Value.Findings.Select(finding => $"{pair.Key}: {finding.Check}: {finding.Found}"))];

        string summary = $"{found.Length} findings in {clean.Length} clean corpora\n{string.Join('\n', found)}";
        TestContext.Current.TestOutputHelper!.WriteLine(summary);
        Assert.Equal(CleanCorpora, clean.Length);
        Assert.True(found.Length <= MostFalse, summary);
        Assert.Equal(30, reports.Count - clean.Length);
        Assert.All(reports.Except(clean), pair => Assert.Contains(Check(pair.Key), pair.Value.Findings.Select(finding => finding.Check)));
    }

    private static string Check(string corpus) => corpus[..corpus.LastIndexOf('-')].Split('.')[0];

    private static void Generate(string folder)
    {
        try
        {
            using var python = Process.Start("python3", [Path.Combine(SourceTree.Root, "tests", "generators", "audit_corpora.py"), folder]);
            python.WaitForExit();
            Assert.Equal(0, python.ExitCode);
        }
        catch (Win32Exception)
        {
            Assert.Skip("python3 is not here");
        }
    }
}

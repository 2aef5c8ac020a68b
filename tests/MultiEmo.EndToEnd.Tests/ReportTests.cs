using System.Xml.Linq;
using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Reports of runs and experiments as pages and figures.</summary>
public sealed class ReportTests : IDisposable
{
    private static readonly string[] OfOneRun = ["calibration", "classes", "confusion", "conversation", "learning", "vectors"];
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_run_is_one_page_that_needs_nothing_else_and_figures()
    {
        Trained("run", "--seeds", "1-2");
        double score = (double)Run("evaluate", "run", "--threads", "1", "--json").Succeeded().Json["weighted_f1"]!;

        var outcome = Run("report", "run", "--output", "page.html", "--figures", "figures", "--pair", "joy,anger").Succeeded();

        string page = File.ReadAllText(folder.File("page.html"));
        string shown = (100 * score).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(shown, outcome.Out);
        Assert.Contains($"{shown} ±", page.Replace("&#xB1;", "±"));
        Assert.Contains("joy/anger confused", page);
        Assert.Contains("Misclassified utterances", page);
        Assert.Contains("chosen on the validation split", page);
        Assert.DoesNotContain("http:", page);
        Assert.DoesNotContain("https:", page);
        Assert.DoesNotContain("<script", page);
        Assert.Equal(OfOneRun.Length, page.Split("<figure>").Length - 1);
        Assert.Equal(
            OfOneRun.SelectMany(name => new[] { $"{name}.png", $"{name}.svg" }),
            Directory.GetFiles(folder.File("figures")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        foreach (string name in OfOneRun) Assert.Equal("svg", XDocument.Load(folder.File("figures", $"{name}.svg")).Root!.Name.LocalName);
    }

    [Fact]
    public void The_same_runs_give_the_same_bytes()
    {
        Trained("run");
        Run("evaluate", "run", "--threads", "1").Succeeded();

        Run("report", "run", "--output", "one.html").Succeeded();
        Run("report", "run", "--output", "two.html").Succeeded();

        Assert.Equal(File.ReadAllBytes(folder.File("one.html")), File.ReadAllBytes(folder.File("two.html")));
    }

    [Fact]
    public void Without_the_corpus_the_page_has_no_words_and_says_so()
    {
        Trained("run");
        Run("evaluate", "run", "--threads", "1").Succeeded();
        Directory.Move(folder.File("corpus"), folder.File("moved"));

        Assert.Contains("the page has no words", Run("report", "run", "--output", "page.html").Succeeded().Error);
        Assert.Contains("there are no words", File.ReadAllText(folder.File("page.html")));
        Run("report", "run", "--output", "page.html", "--corpus", "moved").Succeeded();
        Assert.DoesNotContain("there are no words", File.ReadAllText(folder.File("page.html")));
    }

    [Fact]
    public void An_experiment_is_a_page_with_what_is_published_and_why_it_is_not_comparable()
    {
        new TinyCorpus().Prepare(folder.Path);
        string[] small = ["--set", .. TinyCorpus.Small, "training.epochs=2"];
        Run(["experiment", "ablations", "corpus", "--output", "ablations", "--seeds", "1-2", .. small]).Succeeded();

        Run("report", "ablations", "--output", "page.html", "--figures", "figures").Succeeded();

        string page = File.ReadAllText(folder.File("page.html"));
        Assert.Contains("w/o SWFC", page);
        Assert.Contains("w/o VisExtNet: not run: the corpus has no visual features", page);
        Assert.Contains("Holm p", page);
        Assert.True(File.Exists(folder.File("figures", "scores.svg")));
        Assert.True(File.Exists(folder.File("figures", "without-swfc-learning.png")));
        Run("report", "ablations", "ablations/runs/without-swfc", "--output", "page.html").Failed(1, "ablations", "report of its own");
        Run("report", "ablations/runs/without-swfc", "ablations", "--output", "results.md").Succeeded();
        string tables = File.ReadAllText(folder.File("results.md"));
        Assert.Contains("\n## ablations on ", tables);
        Assert.Contains("\n### Time\n\nTrainings of 2 seeds", tables);
        Assert.Single(tables.Split('\n'), line => line.StartsWith("# ", StringComparison.Ordinal));
    }

    [Fact]
    public void Mistakes_are_told()
    {
        Trained("run");
        Run("report", "run", "--output", "page.html").Failed(1, "multiemo evaluate run");
        Run("evaluate", "run", "--threads", "1").Succeeded();

        Run("report", "run", "--output", "page.pdf").Failed(1, "'.pdf'", ".html or .md");
        Run("report", "run", "--output", "page.html", "--conversation", "nobody").Failed(1, "'nobody'");
        Run("report", "run", "--output", "page.html", "--pair", "joy").Failed(1, "'joy'", "no pair");
        Run("report", "nowhere", "--output", "page.html").Failed(1, "nowhere", "no such folder");
        Assert.False(File.Exists(folder.File("page.html")));
    }

    public void Dispose() => folder.Dispose();

    private void Trained(string run, params string[] more)
    {
        new TinyCorpus().Prepare(folder.Path);
        Run(TinyCorpus.Training(run, 4, more)).Succeeded();
    }

    private Outcome Run(params string[] args) => Tool.Run(folder.Path, args);
}

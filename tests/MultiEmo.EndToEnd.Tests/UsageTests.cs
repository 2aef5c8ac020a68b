using MultiEmo.EndToEnd.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Help, versions, completions and what was typed wrongly.</summary>
public class UsageTests
{
    public static TheoryData<string> Verbs =>
    [
        "quickstart", "prepare", "extract", "finetune-text", "train", "evaluate", "predict", "score", "compare", "info", "audit", "experiment",
        "report", "bench", "recipes",
        "weights", "completions",
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_help_with_examples(string verb)
    {
        var help = Run(verb, "--help").Succeeded();

        Assert.Contains($"multiemo {verb}", help.Out);
        Assert.Contains("Examples:", help.Out);
        Assert.Contains($"  multiemo {verb}", help.Out[help.Out.IndexOf("Examples:", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void A_verb_within_a_verb_has_help_of_its_own()
    {
        string help = Run("extract", "audio", "--help").Succeeded().Out;

        Assert.Contains("multiemo extract audio <FILE|FOLDER>...", help);
        Assert.DoesNotContain("CORPUS", help);
        Assert.Contains("  multiemo extract audio a.wav", help);
    }

    [Fact]
    public void The_help_page_lists_every_verb() =>
        Assert.All(Verbs.Select(verb => verb.Data), verb => Assert.Contains($"  {verb} ", Run("--help").Out));

    [Fact]
    public void The_version_is_that_of_the_program() => Assert.Matches(@"^\d+\.\d+\.\d+", Run("--version").Succeeded().Out);

    [Fact]
    public void An_unknown_option_is_a_usage_error_with_a_suggestion() =>
        Run("train", "corpus", "--recipe", "meld", "--output", "run", "--seds", "1").Failed(2, "unknown option '--seds'", "'--seeds'");

    [Fact]
    public void An_unknown_verb_is_a_usage_error_with_a_suggestion() => Run("trian", "corpus").Failed(2, "unknown verb 'trian'", "'train'");

    [Fact]
    public void An_unknown_extractor_is_a_usage_error_with_a_suggestion() =>
        Run("extract", "corpus", "--text", "tfdif").Failed(2, "tfdif", "'tfidf'");

    [Fact]
    public void Seeds_that_are_none_are_a_usage_error() =>
        Run("train", "corpus", "--recipe", "meld", "--output", "run", "--seeds", "one").Failed(2, "'one'", "1-5");

    [Fact]
    public void A_missing_option_is_a_usage_error() => Run("prepare", "meld", "--source", "here").Failed(2, "--output");

    [Fact]
    public void Labels_of_a_corpus_that_has_its_own_are_a_usage_error() =>
        Run("prepare", "meld", "--source", "here", "--output", "there", "--labels", "joy,anger").Failed(2, "--labels");

    [Fact]
    public void Shells_are_told_the_names_of_recipes()
    {
        Assert.Contains("--recipe", Run("[suggest:11]", "train --rec").Succeeded().Out);
        Assert.Contains("meld", Run("[suggest:15]", "train --recipe ").Succeeded().Out);
        Assert.Contains("complete", Run("completions", "bash").Succeeded().Out);
    }

    [Fact]
    public void Verbose_shows_where_an_error_came_from()
    {
        Run("info", "nowhere").Failed(1, "nowhere", "no such folder");

        Assert.Contains("   at ", Run("info", "nowhere", "--verbose").Error);
    }

    private static Outcome Run(params string[] args) => Tool.Run(Path.GetTempPath(), args);
}

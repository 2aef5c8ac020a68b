using System.CommandLine;
using MultiEmo.Cli.Terminal;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Statistics;
using MultiEmo.Storage;

namespace MultiEmo.Cli.Verbs;

/// <summary>multiemo compare: whether one system is better than another, with intervals and tests.</summary>
internal static class Compare
{
    private const int FewestResamples = 100;

    private static readonly Argument<string[]> Systems = new("SYSTEM")
    {
        Description = "Runs that 'evaluate' has scored, or CSV files of predictions as 'score' reads them; the first is the reference.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<EmotionSet?> Labels = Options.Labels("Of CSV files: meld, emorynlp, iemocap or a list such as joy,anger,neutral.");
    private static readonly Option<bool> AllPairs = new("--all-pairs") { Description = "Compare each with each (default: all with the first)." };
    private static readonly Option<int> Resamples = new("--resamples") { Description = "Resamples.", DefaultValueFactory = _ => 10_000 };
    private static readonly Option<int> Seed = new("--seed") { Description = "Seed of the resamples.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string[]> Pair = Options.Pairs();
    private static readonly Option<bool> Json = Options.Json();
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "Markdown file to write too." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        Systems.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1) result.AddError("compare takes two systems at least.");
        });
        Resamples.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out int resamples) && resamples < FewestResamples)
                result.AddError($"--resamples is at least {FewestResamples}.");
        });
        return new Verb("compare", "Compares systems on the same utterances: intervals, differences and whether they could be chance.", Run,
            "multiemo compare runs/baseline runs/ours",
            "multiemo compare runs/a runs/b runs/c --all-pairs --output comparison.md",
            "multiemo compare a.csv b.csv --labels meld --json")
        { Systems, Labels, AllPairs, Resamples, Seed, Pair, Json, Output };
    }

    private static int Run(ParseResult parsed)
    {
        var comparison = Compared(parsed);
        if (parsed.GetValue(Output) is { } output) AtomicFile.WriteText(output, ComparisonPage.Markdown(comparison));
        if (parsed.GetValue(Json)) Screen.Json(ComparisonJson.Of(comparison));
        else Print(comparison, parsed.GetValue(Output));
        return 0;
    }

    private static Comparison Compared(ParseResult parsed)
    {
        ComparedSystem[] systems = [.. parsed.GetRequiredValue(Systems).Select(ComparedSystem.Open)];
        var emotions = ComparedSystem.Emotions(systems, parsed.GetValue(Labels));
        var pairs = Options.Read(parsed.GetValue(Pair), emotions);
        SystemTables[] tables = [.. systems.Zip(Names(systems), (system, name) => system.Read(emotions, name))];
        var settings = new BootstrapSettings { Resamples = parsed.GetValue(Resamples), Seed = parsed.GetValue(Seed) };
        return ComparedSystem.Compare(systems, tables, emotions, pairs, settings, parsed.GetValue(AllPairs));
    }

    // The last part of each path where that tells them apart.
    private static string[] Names(ComparedSystem[] systems)
    {
        string[] names = [.. systems.Select(system => Path.GetFileName(Path.TrimEndingDirectorySeparator(system.Path)))];
        bool apart = names.Distinct().Count() == names.Length && names.All(name => name.Trim('.').Length > 0);
        return apart ? names : [.. systems.Select(system => system.Path)];
    }

    private static void Print(Comparison comparison, string? output)
    {
        foreach (var table in ComparisonPage.Tables(comparison)) Print(table);
        foreach (string sentence in ComparisonPage.Sentences(comparison)) Screen.Line(sentence);
        if (output is not null) Screen.Line(output);
    }

    /// <summary>A table with its title.</summary>
    internal static void Print(TextTable text)
    {
        Screen.Line(text.Title);
        var table = Tables.WithHeadings(text.Headings);
        foreach (var row in text.Rows) table.Add(row);
        Screen.Table(table);
    }
}

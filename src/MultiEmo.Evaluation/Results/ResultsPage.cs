using System.Globalization;
using System.Text;

namespace MultiEmo.Evaluation.Results;

/// <summary>The page docs/results.md, made from run folders alone.</summary>
public static class ResultsPage
{
    private const string Introduction = """
        # Results

        This page is generated from run folders; nobody types a number into it. Scores are in percent: mean ± sample standard deviation over seeds.
        F1 is scikit-learn's, weighted F1 its `average='weighted'`; UAR is unweighted average recall. Published rows are quoted from the paper, not
        measured here.


        """;

    /// <summary>The page's Markdown, a section per corpus in the order of their first rows.</summary>
    /// <param name="results">The runs, in the order in which they shall stand.</param>
    /// <param name="sections">What follows them, each with a heading of the second level.</param>
    public static string Build(IReadOnlyList<RunResult> results, params IReadOnlyList<string> sections) => Introduction + string.Join("\n",
        results.GroupBy(result => result.Corpus).Select(corpus => Section(corpus.Key, [.. corpus])).Concat(sections));

    private static string Section(string corpus, IReadOnlyList<RunResult> results)
    {
        var text = new StringBuilder($"## {corpus}\n\n");
        text.Append(Overview(results)).Append('\n');
        foreach (var set in results.GroupBy(result => new { Labels = string.Join('\n', Labels(result)), result.Split }))
            text.Append($"### F1 per class, {set.Key.Split} split\n\n").Append(PerClass([.. set])).Append('\n');
        string notes = Notes(results);
        if (notes.Length > 0) text.Append(notes).Append('\n');
        foreach (var table in PublishedResults.All.Where(table => table.Corpus == corpus)) text.Append(Published(table));
        return text.ToString();
    }

    private static string Overview(IReadOnlyList<RunResult> results) => Markdown.Table(
        ["system", "features", "epoch", "split", "seeds", "weighted F1"],
        results.Select(result => (IReadOnlyList<string>)
        [
            result.Name, result.Features, result.Selection.Phrase(), result.Split,
            result.Summary.Seeds.Count.ToString(CultureInfo.InvariantCulture), result.Summary.WeightedF1.ToString(),
        ]));

    private static string PerClass(IReadOnlyList<RunResult> results) =>
        new ResultTable(Labels(results[0]), [.. results.Select(result => ResultRow.Of(Marked(result), result.Summary))]).ToMarkdown();

    // A number that was picked on the test split never stands alone.
    private static string Marked(RunResult result) => result.Selection == Selection.Test ? $"{result.Name} ({Selections.PickedOnTest})" : result.Name;

    private static string Notes(IReadOnlyList<RunResult> results)
    {
        var text = new StringBuilder();
        foreach (var result in results)
        {
            string[] sentences = [.. new[] { result.Origin }.Concat(result.Notes).Where(sentence => sentence.Length > 0)];
            if (sentences.Length > 0) text.Append($"- {Marked(result)}: {Markdown.Escape(string.Join(" ", sentences))}\n");
        }
        return text.ToString();
    }

    private static string Published(PublishedTable table) => $"""
        ### Published on {table.Corpus}, not comparable: other features

        These rows are the paper's own (Shi and Huang, ACL 2023), on the test split. Their features are not those of the rows above (MultiEMO:
        fine-tuned RoBERTa, openSMILE, faces), and the released script of MultiEMO keeps the epoch {Selections.PickedOnTest}.

        {new ResultTable(table.Labels, table.Rows).ToMarkdown()}
        """;

    private static IReadOnlyList<string> Labels(RunResult result) => result.Summary.Runs[0].Confusion.Labels;
}

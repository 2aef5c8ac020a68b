using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Evaluation.Results;

/// <summary>The results of an experiment as Markdown, CSV, LaTeX and JSON: the same numbers in each, mean and sample deviation over seeds.</summary>
/// <param name="Name">The experiment.</param>
/// <param name="Corpus">The corpus' name.</param>
/// <param name="Rows">Its trainings, in order.</param>
/// <param name="Published">Rows of papers, in the same measures; null where none fits.</param>
public sealed record ExperimentTables(string Name, string Corpus, IReadOnlyList<ExperimentRow> Rows, PublishedTable? Published)
{
    /// <summary>How sure the scores and their differences are; null while it is not known.</summary>
    public Comparison? Comparison { get; init; }

    /// <summary>What belongs beside every number, such as that the corpus is synthetic; null: nothing.</summary>
    public string? Note { get; init; }

    private IReadOnlyList<string> Labels => Rows.FirstOrDefault(row => row.Summary is not null)?.Summary!.Runs[0].Confusion.Labels ?? [];

    private IReadOnlyList<string> Headings => ["", .. ExperimentMeasures.Names, .. Labels];

    /// <summary>A page.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder($"""
            # {Name} on {Corpus}

            The test split; percent, mean ± sample standard deviation over seeds; the last columns are F1 per class. The epoch of each seed was
            picked on the validation split. UAR: unweighted average recall. Shift F1: weighted F1 where a speaker's emotion differs from the one
            before. Minority F1: the mean F1 of classes with less than two thirds of an even share of the utterances{Minority()}.


            """);
        if (Note is not null) text.Append($"{Note}\n\n");
        text.Append(Markdown.Table(Headings, Rows.Where(row => row.Summary is not null).Select(row => Cells(row))));
        string notes = Notes();
        if (notes.Length > 0) text.Append('\n').Append(notes);
        if (Comparison is not null) text.Append('\n').Append(ComparisonPage.Sections(Comparison, "##"));
        if (Published is null) return text.ToString();
        text.Append($"""

            ## Published on {Published.Corpus}, not comparable: other features

            Rows of the paper (Shi and Huang, ACL 2023), not measured here. Their features are not those of the rows above, and the released script
            keeps the epoch {Selections.PickedOnTest}.


            """);
        return text.Append(new ResultTable(Published.Labels, Published.Rows).ToMarkdown()).ToString();
    }

    /// <summary>A line per training, fractions of 1: <c>NAME</c> and <c>NAME sd</c> of each measure.</summary>
    public string ToCsv()
    {
        static string Number(double? value) => string.Create(CultureInfo.InvariantCulture, $"{value:r}");
        IEnumerable<string> Cells(ExperimentRow row) =>
        [
            row.Name, $"{row.Summary?.Seeds.Count ?? 0}",
            .. Estimates(row).SelectMany(estimate => new[] { Number(estimate?.Mean), Number(estimate?.Deviation) }),
        ];
        string[] headings = ["name", "seeds", .. Headings.Skip(1).SelectMany(heading => new[] { heading, $"{heading} sd" })];
        return string.Concat(Rows.Select(Cells).Prepend(headings).Select(cells => CsvCell.Row(cells) + "\n"));
    }

    /// <summary>A tabular with the rules of the package booktabs.</summary>
    public string ToLatex()
    {
        var text = new StringBuilder($"% {Name} on {Corpus}: test split, percent, mean and sample standard deviation over seeds\n");
        text.Append($"\\begin{{tabular}}{{l{new string('r', Headings.Count - 1)}}}\n\\toprule\n");
        text.AppendJoin(" & ", Headings.Select(Escaped)).Append(" \\\\\n\\midrule\n");
        foreach (var row in Rows.Where(row => row.Summary is not null)) text.AppendJoin(" & ", Cells(row).Select(Escaped)).Append(" \\\\\n");
        return text.Append("\\bottomrule\n\\end{tabular}\n").ToString();
    }

    /// <summary>All scores of all seeds.</summary>
    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["corpus"] = Corpus,
        ["note"] = Note,
        ["split"] = "test",
        ["minority"] = new JsonArray([.. MinorityLabels().Select(label => (JsonNode)label)]),
        ["comparison"] = Comparison is null ? null : ComparisonJson.Of(Comparison),
        ["cells"] = new JsonArray([.. Rows.Select(row => (JsonNode)new JsonObject
        {
            ["name"] = row.Name,
            ["note"] = row.Note,
            ["scores"] = row.Summary is null ? null : SummaryJson.Of(row.Summary),
        })]),
    };

    private IReadOnlyList<string> MinorityLabels() =>
        Rows.FirstOrDefault(row => row.Summary is not null)?.Summary is { } summary ? ExperimentMeasures.MinorityClasses(summary) : [];

    private string Minority() => MinorityLabels() is { Count: > 0 } labels ? $" ({string.Join(", ", labels)})" : ": there is none";

    private string Notes()
    {
        var text = new StringBuilder();
        foreach (var row in Rows)
            if (row.Note is { } note) text.Append($"- {Markdown.Escape(row.Name)}: {Markdown.Escape(note)}\n");
        return text.ToString();
    }

    private IReadOnlyList<string> Cells(ExperimentRow row) =>
        [row.Name, .. Estimates(row).Select(estimate => estimate?.ToString() ?? ResultTable.Unknown)];

    private IReadOnlyList<Estimate?> Estimates(ExperimentRow row) => row.Summary is { } summary
        ? [.. ExperimentMeasures.Of(summary), .. summary.PerClass.Select(scores => scores.F1)]
        : new Estimate?[Headings.Count - 1];

    private static string Escaped(string cell)
    {
        var text = new StringBuilder(cell);
        foreach (char special in "&%#_{}") text.Replace(special.ToString(), "\\" + special);
        return text.Replace("±", "$\\pm$").ToString();
    }
}

namespace MultiEmo.Evaluation.Results;

/// <summary>One system's line in a table of results; measures that nobody stated are null.</summary>
/// <param name="Name">What was run.</param>
/// <param name="PerClassF1">F1 per label, in the order of the table's labels.</param>
/// <param name="WeightedF1">Weighted F1.</param>
/// <param name="Accuracy">Accuracy.</param>
/// <param name="UnweightedAverageRecall">Unweighted average recall.</param>
public sealed record ResultRow(
    string Name, IReadOnlyList<Estimate?> PerClassF1, Estimate? WeightedF1, Estimate? Accuracy = null, Estimate? UnweightedAverageRecall = null)
{
    /// <summary>The line of a run.</summary>
    public static ResultRow Of(string name, SeedSummary summary) => new(
        name, [.. summary.PerClass.Select(scores => scores.F1)], summary.WeightedF1, summary.Accuracy, summary.UnweightedAverageRecall);
}

/// <summary>Systems beside each other: F1 per class, weighted F1, accuracy and unweighted average recall in percent.</summary>
/// <param name="Labels">The emotions, a column each.</param>
/// <param name="Rows">The systems, a line each.</param>
public sealed record ResultTable(IReadOnlyList<string> Labels, IReadOnlyList<ResultRow> Rows)
{
    /// <summary>What stands for a measure that nobody stated.</summary>
    public const string Unknown = "-";

    /// <summary>The headings of the columns, that of the names first.</summary>
    public IReadOnlyList<string> Headings => ["system", .. Labels, "weighted F1", "accuracy", "UAR"];

    /// <summary>The cells of a row, under <see cref="Headings"/>.</summary>
    public static IReadOnlyList<string> Cells(ResultRow row) =>
        [row.Name, .. row.PerClassF1.Select(Cell), Cell(row.WeightedF1), Cell(row.Accuracy), Cell(row.UnweightedAverageRecall)];

    /// <summary>The table in Markdown, each line ended by a line feed.</summary>
    public string ToMarkdown() => Markdown.Table(Headings, Rows.Select(Cells));

    private static string Cell(Estimate? estimate) => estimate?.ToString() ?? Unknown;
}

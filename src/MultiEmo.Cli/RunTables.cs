using System.Globalization;
using MultiEmo.Cli.Terminal;
using MultiEmo.Evaluation;
using MultiEmo.Evaluation.Results;

namespace MultiEmo.Cli;

/// <summary>A run as tables.</summary>
internal static class RunTables
{
    /// <summary>Recipe, corpus, features and the scores of each seed.</summary>
    public static void Print(RunSummary run)
    {
        Screen.Line($"run {run.Path}: recipe {run.Recipe.Name}, epochs {run.Selection.Phrase()}");
        if (run.Data is { } data)
        {
            Screen.Line($"corpus {data.Corpus}; features {TrainedRun.FeaturesOf(data)}");
            if (data.Note is { } note) Screen.Line($"note: {note}");
        }
        Seeds(run.Seeds);
        Mean("validation weighted F1", run.Seeds.Select(seed => seed.Validation), run.Selection);
        Mean("test weighted F1", run.Seeds.Select(seed => seed.Test), run.Selection);
        if (run.Card is { } card) Screen.Line("\n" + card.TrimEnd());
    }

    private static void Seeds(IReadOnlyList<SeedState> seeds)
    {
        var table = Tables.WithHeadings("seed", "state", "epoch", "validation F1", "test F1");
        foreach (var seed in seeds)
            table.Add(Cell(seed.Seed), seed.Finished ? "finished" : "unfinished", Cell(seed.Epoch), Cell(seed.Validation), Cell(seed.Test));
        Screen.Table(table);
    }

    private static void Mean(string name, IEnumerable<Metrics?> metrics, Selection selection)
    {
        double[] scores = [.. metrics.OfType<Metrics>().Select(each => each.WeightedF1)];
        string picked = selection == Selection.Test ? $" ({Selections.PickedOnTest})" : "";
        if (scores.Length > 0) Screen.Line($"{name,-24} {Estimate.Of(scores)}{picked}");
    }

    private static string Cell(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Cell(Metrics? metrics) => metrics is null ? "-" : Estimate.Of([metrics.WeightedF1]).ToString();
}

using System.Globalization;
using MultiEmo.Cli.Terminal;
using MultiEmo.Evaluation.Results;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Cli;

/// <summary>Scores on the screen: F1 per class as in the paper's Table 2, then the measures over all classes; in percent.</summary>
internal static class ScoreTables
{
    /// <summary>Prints the scores of one or several seeds.</summary>
    /// <param name="title">What was scored.</param>
    /// <param name="summary">The scores.</param>
    /// <param name="selection">What the epoch was picked on; when it was the test split, every score says so.</param>
    /// <param name="pairs">Pairs of emotions whose confusion is told; null: the usual ones that the labels have.</param>
    public static void Print(string title, SeedSummary summary, Selection selection, IReadOnlyList<EmotionPair>? pairs = null)
    {
        string picked = selection == Selection.Test ? $" ({Selections.PickedOnTest})" : "";
        Screen.Line($"{title}{picked}");
        var table = Tables.WithHeadings("emotion", "F1", "precision", "recall", "utterances");
        foreach (var scores in summary.PerClass)
            table.Add(scores.Label, scores.F1.ToString(), scores.Precision.ToString(), scores.Recall.ToString(),
                scores.Support.ToString("0.#", CultureInfo.InvariantCulture));
        Screen.Table(table);
        Measure("weighted F1", summary.WeightedF1, picked);
        Measure("macro F1", summary.MacroF1, picked);
        Measure("accuracy", summary.Accuracy, picked);
        Measure("unweighted average recall", summary.UnweightedAverageRecall, picked);
        string shifts = $"F1 where the emotion changed ({summary.Runs[0].ShiftUtterances} utterances)";
        if (summary.ShiftF1 is { } shift) Measure(shifts, shift, picked);
        foreach (var pair in pairs ?? EmotionPair.In(summary.Emotions)) Measure($"{pair} taken for the other", summary.Confused(pair), picked);
    }

    /// <summary>The seeds in words.</summary>
    public static string Seeds(SeedSummary summary) =>
        summary.Seeds.Count == 1 ? $"seed {summary.Seeds[0]}" : $"mean ± deviation over seeds {string.Join(", ", summary.Seeds)}";

    private static void Measure(string name, Estimate estimate, string picked) => Screen.Line($"{name,-48} {estimate}{picked}");
}

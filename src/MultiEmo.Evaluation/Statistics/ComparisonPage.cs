using System.Globalization;
using System.Text;
using MultiEmo.Evaluation.Results;

namespace MultiEmo.Evaluation.Statistics;

/// <summary>A table of texts.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Headings">A heading per column.</param>
/// <param name="Rows">A cell per column.</param>
public sealed record TextTable(string Title, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>A comparison as tables, and in words what they mean.</summary>
public static class ComparisonPage
{
    private const int FewSeeds = 10;

    /// <summary>The tables: weighted F1 and its differences, then the other measures and theirs.</summary>
    public static IReadOnlyList<TextTable> Tables(Comparison comparison) =>
        [Weighted(comparison), WeightedDifferences(comparison), Others(comparison), OtherDifferences(comparison)];

    /// <summary>What was resampled, what p means, and what must not be concluded.</summary>
    public static IReadOnlyList<string> Sentences(Comparison comparison) =>
    [
        Unit(comparison),
        .. Seeds(comparison),
        .. Chance(comparison),
        .. comparison.PickedOnTest.Select(name =>
            $"The epoch of {name} was {Selections.PickedOnTest}: its score is too high, and no interval or p here makes it comparable."),
    ];

    /// <summary>The page in Markdown.</summary>
    public static string Markdown(Comparison comparison) => $"# Comparison\n\n{Sections(comparison, "##")}";

    /// <summary>The sections of a page in Markdown.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="mark">Begins their headings.</param>
    internal static string Sections(Comparison comparison, string mark)
    {
        var text = new StringBuilder();
        foreach (var table in Tables(comparison))
            text.Append($"{mark} {table.Title}\n\n").Append(Results.Markdown.Table(table.Headings, table.Rows)).Append('\n');
        foreach (string sentence in Sentences(comparison)) text.Append($"- {Results.Markdown.Escape(sentence)}\n");
        return text.ToString();
    }

    private static TextTable Weighted(Comparison comparison) => new(
        $"Weighted F1 on {Whole(comparison.Utterances.Truths.Count)} utterances, in percent",
        ["system", "seeds", "weighted F1", Share(comparison)],
        [
            .. comparison.Systems.Select(system => (IReadOnlyList<string>)
            [
                Marked(comparison, system), Whole(system.PerSeed.Count),
                system.EstimateOf(Measure.WeightedF1).ToString(), system.IntervalOf(Measure.WeightedF1).ToString(),
            ]),
        ]);

    private static TextTable WeightedDifferences(Comparison comparison) => new(
        DifferenceIn(comparison, "weighted F1"),
        [.. NameHeadings(comparison), "difference", Share(comparison), "p", "McNemar p", "Holm p"],
        [
            .. comparison.Pairs.Select(pair => (IReadOnlyList<string>)
            [
                .. Names(comparison, pair), pair[Measure.WeightedF1].ToString(), pair[Measure.WeightedF1].Interval.ToString(),
                P(pair[Measure.WeightedF1].P), P(pair.McNemar.P), P(pair.HolmP),
            ]),
        ]);

    private static TextTable Others(Comparison comparison) => new(
        "Other measures, in percent",
        ["system", "measure", "value", Share(comparison)],
        [.. comparison.Systems.SelectMany(system => Others(comparison, system))]);

    private static IEnumerable<IReadOnlyList<string>> Others(Comparison comparison, SystemSample system)
    {
        string name = Marked(comparison, system);
        foreach (var measure in Measures.All.Skip(1))
            yield return [name, measure.Phrase(), system.EstimateOf(measure).ToString(), system.IntervalOf(measure).ToString()];
        foreach (var pair in comparison.Emotions)
            yield return [name, $"{pair} confused", Comparison.Confused(system, pair).ToString(), ResultTable.Unknown];
    }

    private static TextTable OtherDifferences(Comparison comparison) => new(
        DifferenceIn(comparison, "other measures"),
        [.. NameHeadings(comparison), "measure", "difference", Share(comparison), "p"],
        [
            .. from pair in comparison.Pairs
               from measure in Measures.All.Skip(1)
               select (IReadOnlyList<string>)
                   [.. Names(comparison, pair), measure.Phrase(), pair[measure].ToString(), pair[measure].Interval.ToString(), P(pair[measure].P)],
        ]);

    // A single reference stands in the title, so that the table fits a screen.
    private static string DifferenceIn(Comparison comparison, string what) => OneReference(comparison)
        ? $"Difference to {Marked(comparison, comparison.Systems[0])} in {what}, in points"
        : $"Difference in {what}, system less reference, in points";

    private static IEnumerable<string> NameHeadings(Comparison comparison) => OneReference(comparison) ? ["system"] : ["system", "reference"];

    private static IEnumerable<string> Names(Comparison comparison, ComparedPair pair) =>
        OneReference(comparison) ? [Marked(comparison, pair.System)] : [Marked(comparison, pair.System), Marked(comparison, pair.Reference)];

    private static bool OneReference(Comparison comparison) => comparison.Pairs.All(pair => pair.Reference == comparison.Systems[0]);

    // A number that was picked on the test split never stands alone.
    private static string Marked(Comparison comparison, SystemSample system) => comparison.PickedOnTest.Contains(system.Predictions.Name)
        ? $"{system.Predictions.Name} ({Selections.PickedOnTest})"
        : system.Predictions.Name;

    private static string Unit(Comparison comparison)
    {
        string how = $"{Whole(comparison.Settings.Resamples)} resamples, seed {Whole(comparison.Settings.Seed)}";
        return comparison.Utterances.ByConversation
            ? $"Resampled by conversation ({Whole(comparison.Utterances.UnitCount)}), for its turns are not independent; {how}."
            : "Resampled by utterance, for the predictions have no column conversation: where turns of a conversation go together, "
                + $"intervals are too narrow and p too small; {how}.";
    }

    private static IEnumerable<string> Seeds(Comparison comparison)
    {
        string[] few = [.. comparison.Systems.Where(system => system.PerSeed.Count is > 1 and < FewSeeds).Select(system => system.Predictions.Name)];
        string[] single = [.. comparison.Systems.Where(system => system.PerSeed.Count == 1).Select(system => system.Predictions.Name)];
        if (single.Length < comparison.Systems.Count) yield return "Seeds of a system are resampled too; means and differences are over its seeds.";
        if (few.Length > 0)
            yield return $"Fewer than {FewSeeds} seeds make that part of an interval too narrow which comes of training: {string.Join(", ", few)}.";
        if (single.Length > 0)
            yield return $"One seed says nothing of the chance of training, which the intervals leave out: {string.Join(", ", single)}.";
    }

    private static IEnumerable<string> Chance(Comparison comparison)
    {
        if (comparison.Pairs.Count == 0) yield break;
        yield return "p: how often a difference at least this large, to either side, would come of chance alone. "
            + "McNemar p: the same from the utterances that one of the two alone gets right, taken for independent"
            + (comparison.Systems.Any(system => system.PerSeed.Count > 1) ? ", by the majority vote of each system's seeds." : ".");
        yield return $"Holm p: p corrected for all comparisons of weighted F1 in the table ({comparison.Pairs.Count}).";
    }

    private static string Share(Comparison comparison) =>
        $"{(100 * comparison.Settings.Confidence).ToString("0.##", CultureInfo.InvariantCulture)} % interval";

    private static string P(double p) => p < 0.0001 ? "<0.0001" : p.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}

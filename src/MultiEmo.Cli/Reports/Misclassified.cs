using MultiEmo.Conversations;

namespace MultiEmo.Cli.Reports;

/// <summary>Utterances of one emotion that were taken for another.</summary>
/// <param name="Truth">The emotion.</param>
/// <param name="Taken">What it was taken for.</param>
/// <param name="Utterances">The predictions, those first that were surest of themselves.</param>
internal sealed record Mistake(string Truth, string Taken, IReadOnlyList<Prediction> Utterances);

/// <summary>What a run did not recognise in the test split, by one of its seeds.</summary>
/// <param name="Seed">The seed, the best on validation.</param>
/// <param name="Count">The utterances that were predicted.</param>
/// <param name="Emotions">The labels, in the order of the probabilities.</param>
/// <param name="Mistakes">The mistakes, the most frequent first.</param>
/// <param name="Corpus">Where the words are; null where they are not known.</param>
internal sealed record Misclassified(
    int Seed, int Count, EmotionSet Emotions, IReadOnlyList<Mistake> Mistakes, ReportedCorpus? Corpus)
{
    /// <summary>The mistakes of a run.</summary>
    public static Misclassified Of(ReportedRun run, ReportedCorpus? corpus)
    {
        int best = run.Best;
        var rows = run.Predictions[best].Rows;
        Mistake[] mistakes =
        [
            .. rows.Where(row => row.Truth != row.Emotion)
                .GroupBy(row => new { row.Truth, row.Emotion })
                .Select(group => new Mistake(group.Key.Truth!, group.Key.Emotion, [.. group.OrderByDescending(Certainty)]))
                .OrderByDescending(mistake => mistake.Utterances.Count).ThenBy(mistake => mistake.Truth, StringComparer.Ordinal),
        ];
        return new Misclassified(run.Summary.Seeds[best], rows.Count, run.Emotions, mistakes, corpus);
    }

    private static float Certainty(Prediction row) => row.Probabilities.DefaultIfEmpty().Max();
}

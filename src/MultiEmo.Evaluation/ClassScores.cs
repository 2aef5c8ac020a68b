namespace MultiEmo.Evaluation;

/// <summary>How well one emotion is recognised; fractions of 1, and 0 where nothing can be divided (scikit-learn's <c>zero_division=0</c>).</summary>
/// <param name="Label">The emotion.</param>
/// <param name="Precision">The share of its predictions that are right.</param>
/// <param name="Recall">The share of its utterances that are found.</param>
/// <param name="F1">The harmonic mean of the two.</param>
/// <param name="Support">The number of utterances that truly have it.</param>
public sealed record ClassScores(string Label, double Precision, double Recall, double F1, int Support)
{
    /// <summary>The scores of one label of a matrix.</summary>
    public static ClassScores Of(ConfusionMatrix confusion, int label)
    {
        int hits = confusion[label, label], support = confusion.Support(label), predicted = confusion.Predicted(label);
        return new(confusion.Labels[label], Ratio(hits, predicted), Ratio(hits, support), Ratio(2.0 * hits, (double)predicted + support), support);
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}

using MultiEmo.Conversations;

namespace MultiEmo.Evaluation;

/// <summary>
/// How good a set of predictions is, by scikit-learn's definitions; fractions of 1.
/// Weighted F1 is <c>f1_score(average='weighted')</c>, macro F1 <c>f1_score(average='macro')</c>: over the labels that occur among truths or
/// predictions. Unweighted average recall is <c>balanced_accuracy_score</c>: over the labels that occur among truths.
/// </summary>
/// <param name="Confusion">What everything else is computed from; at least one utterance.</param>
public sealed record Metrics(ConfusionMatrix Confusion)
{
    /// <summary>The scores per label, in the order of the labels.</summary>
    public IReadOnlyList<ClassScores> PerClass { get; } = [.. Confusion.Labels.Select((_, label) => ClassScores.Of(Confusion, label))];

    /// <summary>The number of utterances scored.</summary>
    public int Utterances => Confusion.Total;

    /// <summary>F1 averaged over labels by their support.</summary>
    public double WeightedF1 => PerClass.Sum(scores => scores.F1 * scores.Support) / Utterances;

    /// <summary>F1 averaged over labels alike.</summary>
    public double MacroF1 => PerClass.Where((_, label) => Confusion.Support(label) + Confusion.Predicted(label) > 0).Average(scores => scores.F1);

    /// <summary>The share of utterances that are right.</summary>
    public double Accuracy => (double)Confusion.Correct / Utterances;

    /// <summary>Recall averaged over labels alike.</summary>
    public double UnweightedAverageRecall => PerClass.Where(scores => scores.Support > 0).Average(scores => scores.Recall);

    /// <summary>Weighted F1 on <see cref="EmotionShifts"/> alone; null when unknown or when there is none.</summary>
    public double? ShiftF1 { get; init; }

    /// <summary>The number of utterances behind <see cref="ShiftF1"/>; null when unknown.</summary>
    public int? ShiftUtterances { get; init; }

    /// <summary>Scores those predictions that have a truth.</summary>
    /// <param name="emotions">The labels.</param>
    /// <param name="predictions">Predictions of one system.</param>
    /// <param name="conversations">Where the utterances come from, for <see cref="ShiftF1"/>; null leaves it out.</param>
    /// <exception cref="BadInputException">No prediction has a truth, or a label is not in the set.</exception>
    public static Metrics Of(EmotionSet emotions, IEnumerable<Prediction> predictions, IEnumerable<Conversation>? conversations = null)
    {
        Prediction[] scored = [.. predictions.Where(prediction => prediction.Truth is not null)];
        if (scored.Length == 0) throw new BadInputException("no utterance with a true label is there to be scored", "choose a split that has labels");
        var metrics = new Metrics(Count(emotions, scored));
        if (conversations is null) return metrics;
        Prediction[] shifts = [.. EmotionShifts.Among(scored, conversations)];
        double? shiftF1 = shifts.Length == 0 ? null : new Metrics(Count(emotions, shifts)).WeightedF1;
        return metrics with { ShiftF1 = shiftF1, ShiftUtterances = shifts.Length };
    }

    private static ConfusionMatrix Count(EmotionSet emotions, IReadOnlyList<Prediction> scored)
    {
        var matrix = new ConfusionMatrix(emotions.Labels);
        foreach (var prediction in scored) matrix.Add(Index(emotions, prediction.Truth!), Index(emotions, prediction.Emotion));
        return matrix;
    }

    private static int Index(EmotionSet emotions, string label) => emotions.IndexOf(emotions.Canonical(label));
}

using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Evaluation.Charts;
using MultiEmo.Evaluation.Results;

namespace MultiEmo.Cli.Reports;

/// <summary>The figures of one run.</summary>
/// <param name="run">The run.</param>
/// <param name="corpus">Its corpus; null where it is not there any more.</param>
/// <param name="prefix">Begins the names of the files.</param>
internal sealed class RunFigures(ReportedRun run, ReportedCorpus? corpus, string prefix)
{
    private const int LongestByDefault = 40;

    private string Scored => $"{run.Name} on {run.Run.Data.Corpus}, test";

    private string Vectors => run.Run.Recipe.Model.Kind == "multiemo" ? "The vectors z (eq. 14)" : "The features";

    private string Seeds => run.Summary.Seeds.Count == 1 ? "one seed" : $"{run.Summary.Seeds.Count} seeds together";

    /// <summary>What can be drawn of the files that the run holds.</summary>
    public IEnumerable<ReportFigure> FromFiles()
    {
        var curves = run.Curves();
        if (curves.Count > 0) yield return Learning(curves);
        yield return new($"{prefix}confusion", $"What each true emotion was taken for, percent of its utterances; empty cells are none; {Seeds}.",
            ConfusionChart.Of($"True and predicted emotions: {Scored}", run.Confusion()));
        if (run.Calibration() is { } bins)
        {
            string error = (100 * bins.ExpectedCalibrationError).ToString("0.0", CultureInfo.InvariantCulture);
            yield return new($"{prefix}calibration",
                "Whether probabilities mean what they say: how often predictions are right, over their probability. "
                    + $"Expected calibration error {error} points; {Seeds}.",
                ReliabilityChart.Of($"Calibration: {Scored}", bins));
        }
    }

    /// <summary>What needs the corpus: vectors of the validation split, and the course of a conversation.</summary>
    /// <param name="conversation">The conversation to draw; null: the one of the test split with most changes of emotion.</param>
    /// <param name="stop">Ends the work early.</param>
    public IEnumerable<ReportFigure> FromCorpus(string? conversation, CancellationToken stop)
    {
        if (corpus is null) yield break;
        if (FusedVectors.Of(run, corpus, stop) is { } projections)
            yield return new($"{prefix}vectors",
                $"{Vectors}, from which the emotions are told, of the validation split's utterances; seed with the best validation "
                    + "score. Left their two principal components; right neighbours beside each other, where distances between groups mean nothing.",
                ProjectionChart.Of($"{Vectors} of {run.Name}", run.Emotions.Labels, projections));
        if (Course(conversation) is { } course) yield return course;
    }

    private ReportFigure Learning(IReadOnlyList<SeedCurve> curves)
    {
        string split = run.Run.Selection == Selection.Test ? "the test set" : "validation";
        return new($"{prefix}learning",
            "Left: the loss, divided by that of the first epoch. Right: the score by which the epoch was chosen, a line per seed; rings mark the "
                + "epochs kept.",
            LearningCurves.Of(run.Name, split, curves));
    }

    private ReportFigure? Course(string? named)
    {
        int best = run.Best;
        var byId = run.Predictions[best].Rows.GroupBy(row => row.Conversation).ToDictionary(group => group.Key, group => group.ToArray());
        string? id = named ?? byId.Keys.Where(key => corpus!.Conversation(key) is not null).MaxBy(key => Liveliness(byId[key]));
        if (id is null) return null;
        if (!byId.TryGetValue(id, out var rows) || corpus!.Conversation(id) is not { } conversation) return null;
        var speakers = conversation.Turns.ToDictionary(turn => turn.Turn, turn => turn.Speaker);
        EmotionMoment[] moments = [.. rows.Select(row => new EmotionMoment(row.Turn, speakers[row.Turn], row.Emotion, row.Truth))];
        int left = moments.DistinctBy(moment => moment.Speaker).Count() - EmotionTimeChart.MostSpeakers;
        return new($"{prefix}conversation",
            $"Conversation {id} of the test split, turn by turn; seed {run.Summary.Seeds[best]}, the best on validation. A dot in a square is right."
                + (left > 0 ? $" {left} speakers with fewer turns are left out." : ""),
            EmotionTimeChart.Of($"Emotions of conversation {id}, by {run.Name}", run.Emotions, moments));
    }

    // True emotions that differ from the one before, in a conversation that is not too long to be looked at.
    private static int Liveliness(Prediction[] rows) =>
        rows.Length > LongestByDefault ? 0 : rows.Zip(rows.Skip(1)).Count(pair => pair.First.Truth != pair.Second.Truth);
}

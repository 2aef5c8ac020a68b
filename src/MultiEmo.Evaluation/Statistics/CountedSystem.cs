namespace MultiEmo.Evaluation.Statistics;

/// <summary>A system's hits and predictions per unit, seed and label: all that its measures need on any resample.</summary>
internal sealed class CountedSystem
{
    private readonly UnitCounts[] _seeds;   // cells: C hits, then C predictions
    private readonly int[] _sums;           // (2C)
    private readonly double[] _scores = new double[Measures.All.Count];

    /// <summary>Counts.</summary>
    public CountedSystem(ScoredUtterances utterances, SystemPredictions system)
    {
        int labels = utterances.Emotions.Count;
        _sums = new int[2 * labels];
        _seeds = [.. system.Seeds.Select(predictions => new UnitCounts(utterances.UnitCount, Cells(utterances, predictions, labels)))];
    }

    /// <summary>The measures on a resample, averaged over the seeds drawn.</summary>
    /// <param name="units">How often each unit was drawn.</param>
    /// <param name="support">The support of each label on this resample.</param>
    /// <param name="seeds">How often each seed was drawn.</param>
    /// <param name="means">A number per measure, written over.</param>
    public void Score(ReadOnlySpan<int> units, ReadOnlySpan<int> support, ReadOnlySpan<int> seeds, Span<double> means)
    {
        means.Clear();
        int drawn = 0;
        for (int seed = 0; seed < seeds.Length; seed++)
        {
            if (seeds[seed] == 0) continue;
            drawn += seeds[seed];
            _seeds[seed].Sum(units, _sums);
            Measured(support, _sums.AsSpan(0, support.Length), _sums.AsSpan(support.Length), _scores);
            for (int i = 0; i < means.Length; i++) means[i] += seeds[seed] * _scores[i];
        }
        for (int i = 0; i < means.Length; i++) means[i] /= drawn;
    }

    // As in Metrics, from sums per label.
    private static void Measured(ReadOnlySpan<int> support, ReadOnlySpan<int> hits, ReadOnlySpan<int> predicted, Span<double> scores)
    {
        double weighted = 0, macro = 0;
        int utterances = 0, right = 0, occurring = 0;
        for (int label = 0; label < support.Length; label++)
        {
            int whole = support[label] + predicted[label];
            if (whole == 0) continue;
            double f1 = 2.0 * hits[label] / whole;
            weighted += support[label] * f1;
            macro += f1;
            occurring++;
            utterances += support[label];
            right += hits[label];
        }
        scores[(int)Measure.WeightedF1] = weighted / utterances;
        scores[(int)Measure.MacroF1] = macro / occurring;
        scores[(int)Measure.Accuracy] = (double)right / utterances;
    }

    private static IEnumerable<(int Unit, int Cell)> Cells(ScoredUtterances utterances, IReadOnlyList<int> predictions, int labels)
    {
        if (predictions.Count != utterances.Truths.Count)
            throw new ArgumentException($"{predictions.Count} predictions for {utterances.Truths.Count} utterances", nameof(predictions));
        for (int i = 0; i < predictions.Count; i++)
        {
            yield return (utterances.Units[i], labels + predictions[i]);
            if (predictions[i] == utterances.Truths[i]) yield return (utterances.Units[i], predictions[i]);
        }
    }
}

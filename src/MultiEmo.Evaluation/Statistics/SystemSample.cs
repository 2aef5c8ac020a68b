using MultiEmo.Evaluation.Results;

namespace MultiEmo.Evaluation.Statistics;

/// <summary>A system's measures, and what becomes of them by resampling; made by <see cref="Bootstrap"/>.</summary>
public sealed class SystemSample
{
    private readonly double[][] _replicates;   // (measures, resamples)
    private readonly double _confidence;

    internal SystemSample(ScoredUtterances utterances, SystemPredictions system, double[][] replicates, double confidence)
    {
        (Predictions, _replicates, _confidence) = (system, replicates, confidence);
        PerSeed = [.. system.Seeds.Select(predictions => new Metrics(utterances.Confusion(predictions)))];
    }

    /// <summary>The system and what it predicted.</summary>
    public SystemPredictions Predictions { get; }

    /// <summary>The metrics of each seed on the utterances as they are.</summary>
    public IReadOnlyList<Metrics> PerSeed { get; }

    /// <summary>Mean and sample deviation over seeds.</summary>
    public Estimate EstimateOf(Measure measure) => Estimate.Of([.. PerSeed.Select(metrics => Value(metrics, measure))]);

    /// <summary>The percentile interval of the mean, over units and seeds.</summary>
    public Interval IntervalOf(Measure measure) => Interval.Of(ReplicatesOf(measure), _confidence);

    /// <summary>The value on each resample, averaged over the seeds drawn.</summary>
    public IReadOnlyList<double> ReplicatesOf(Measure measure) => _replicates[(int)measure];

    /// <summary>The difference of this system to another that was resampled with it.</summary>
    /// <exception cref="ArgumentException">The two have different numbers of resamples.</exception>
    public Difference Against(SystemSample reference, Measure measure)
    {
        var (own, other) = (ReplicatesOf(measure), reference.ReplicatesOf(measure));
        if (own.Count != other.Count) throw new ArgumentException("the two systems were not resampled together", nameof(reference));
        double value = EstimateOf(measure).Mean - reference.EstimateOf(measure).Mean;
        return Difference.Of(value, [.. own.Zip(other, (first, second) => first - second)], _confidence);
    }

    private static double Value(Metrics metrics, Measure measure) => measure switch
    {
        Measure.WeightedF1 => metrics.WeightedF1,
        Measure.MacroF1 => metrics.MacroF1,
        _ => metrics.Accuracy,
    };
}

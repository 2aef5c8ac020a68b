using MultiEmo.Conversations;
using MultiEmo.Evaluation.Statistics;

namespace MultiEmo.Evaluation.Results;

/// <summary>One emotion's scores over seeds.</summary>
/// <param name="Label">The emotion.</param>
/// <param name="Precision">As in <see cref="ClassScores"/>.</param>
/// <param name="Recall">As in <see cref="ClassScores"/>.</param>
/// <param name="F1">As in <see cref="ClassScores"/>.</param>
/// <param name="Support">The mean support; the same for every seed where all score one split.</param>
public sealed record ClassSummary(string Label, Estimate Precision, Estimate Recall, Estimate F1, double Support);

/// <summary>The metrics of equal runs that differ in their seed alone, as mean and deviation.</summary>
public sealed class SeedSummary
{
    private readonly IReadOnlyList<Metrics> _runs;

    /// <summary>Summarises at least one run.</summary>
    /// <param name="seeds">The seeds, in order.</param>
    /// <param name="runs">The metrics of each, with the same labels.</param>
    /// <exception cref="ArgumentException">No run, another number of seeds than of runs, or labels that differ.</exception>
    public SeedSummary(IReadOnlyList<int> seeds, IReadOnlyList<Metrics> runs)
    {
        if (runs.Count == 0 || runs.Count != seeds.Count) throw new ArgumentException($"{seeds.Count} seeds for {runs.Count} runs", nameof(seeds));
        if (runs.Any(run => !run.Confusion.Labels.SequenceEqual(runs[0].Confusion.Labels)))
            throw new ArgumentException("the runs' labels differ", nameof(runs));
        (Seeds, _runs) = (seeds, runs);
    }

    /// <summary>The seeds, in order.</summary>
    public IReadOnlyList<int> Seeds { get; }

    /// <summary>The metrics of each seed, in order.</summary>
    public IReadOnlyList<Metrics> Runs => _runs;

    /// <summary>F1 averaged over labels by their support.</summary>
    public Estimate WeightedF1 => Over(run => run.WeightedF1);

    /// <summary>F1 averaged over labels alike.</summary>
    public Estimate MacroF1 => Over(run => run.MacroF1);

    /// <summary>The share of utterances that are right.</summary>
    public Estimate Accuracy => Over(run => run.Accuracy);

    /// <summary>Recall averaged over labels alike.</summary>
    public Estimate UnweightedAverageRecall => Over(run => run.UnweightedAverageRecall);

    /// <summary>Weighted F1 on <see cref="EmotionShifts"/>; null when a run does not know it.</summary>
    public Estimate? ShiftF1 => _runs.All(run => run.ShiftF1 is not null) ? Over(run => run.ShiftF1!.Value) : null;

    /// <summary>The labels, in order.</summary>
    public EmotionSet Emotions => new("labels", _runs[0].Confusion.Labels);

    /// <summary>The share of the utterances of two emotions that went to the other of the two.</summary>
    public Estimate Confused(EmotionPair pair) => Over(run => pair.ConfusedIn(run.Confusion));

    /// <summary>The scores per label, in the order of the labels.</summary>
    public IReadOnlyList<ClassSummary> PerClass => [.. _runs[0].Confusion.Labels.Select((label, c) => new ClassSummary(
        label,
        Over(run => run.PerClass[c].Precision),
        Over(run => run.PerClass[c].Recall),
        Over(run => run.PerClass[c].F1),
        _runs.Average(run => run.PerClass[c].Support)))];

    private Estimate Over(Func<Metrics, double> measure) => Estimate.Of([.. _runs.Select(measure)]);
}

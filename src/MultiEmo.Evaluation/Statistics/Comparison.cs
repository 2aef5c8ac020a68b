namespace MultiEmo.Evaluation.Statistics;

/// <summary>Two systems beside each other; differences are the system's value less the reference's.</summary>
/// <param name="System">The system.</param>
/// <param name="Reference">What it is held against.</param>
/// <param name="Differences">A difference per measure, in the order of <see cref="Measures.All"/>.</param>
/// <param name="McNemar">The test of their majority votes over seeds, the system first.</param>
public sealed record ComparedPair(SystemSample System, SystemSample Reference, IReadOnlyList<Difference> Differences, McNemar McNemar)
{
    /// <summary>The bootstrap's p of weighted F1, corrected by <see cref="Holm"/> for all pairs that are compared.</summary>
    public double HolmP { get; init; }

    /// <summary>The difference in a measure.</summary>
    public Difference this[Measure measure] => Differences[(int)measure];
}

/// <summary>Systems beside each other on the same utterances.</summary>
/// <param name="Utterances">The utterances.</param>
/// <param name="Settings">How it was resampled.</param>
/// <param name="Systems">The systems, the reference first.</param>
/// <param name="Pairs">The pairs.</param>
public sealed record Comparison(
    ScoredUtterances Utterances, BootstrapSettings Settings, IReadOnlyList<SystemSample> Systems, IReadOnlyList<ComparedPair> Pairs)
{
    /// <summary>Pairs of emotions whose confusion is of interest.</summary>
    public IReadOnlyList<EmotionPair> Emotions { get; init; } = [];

    /// <summary>Systems whose epoch was picked on the test split: their numbers are too high to be compared.</summary>
    public IReadOnlyList<string> PickedOnTest { get; init; } = [];

    /// <summary>Compares systems.</summary>
    /// <param name="aligned">At least two systems.</param>
    /// <param name="settings">How to resample.</param>
    /// <param name="allPairs">Every system against every earlier one; else all against the first.</param>
    public static Comparison Of(AlignedSystems aligned, BootstrapSettings settings, bool allPairs = false)
    {
        var systems = Bootstrap.Sample(aligned.Utterances, aligned.Systems, settings);
        IReadOnlyList<int>[] votes = [.. aligned.Systems.Select(system => system.MajorityVote)];
        ComparedPair[] pairs =
        [
            .. from reference in Enumerable.Range(0, allPairs ? systems.Count - 1 : 1)
               from system in Enumerable.Range(reference + 1, systems.Count - reference - 1)
               let differences = Measures.All.Select(measure => systems[system].Against(systems[reference], measure))
               let test = McNemar.Of(aligned.Utterances.Truths, votes[system], votes[reference])
               select new ComparedPair(systems[system], systems[reference], [.. differences], test),
        ];
        var corrected = Holm.Correct([.. pairs.Select(pair => pair[Measure.WeightedF1].P)]);
        return new(aligned.Utterances, settings, systems, [.. pairs.Zip(corrected, (pair, p) => pair with { HolmP = p })]);
    }

    /// <summary>How a system confuses a pair of emotions, over its seeds.</summary>
    public static Results.Estimate Confused(SystemSample system, EmotionPair pair) =>
        Results.Estimate.Of([.. system.PerSeed.Select(metrics => pair.ConfusedIn(metrics.Confusion))]);
}

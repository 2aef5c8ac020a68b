namespace MultiEmo.Evaluation.Statistics;

/// <summary>How often, and with which chance, is resampled.</summary>
public sealed record BootstrapSettings
{
    /// <summary>The number of resamples.</summary>
    public int Resamples { get; init; } = 10_000;

    /// <summary>What decides all draws: the same seed gives the same numbers on every machine.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The share of resamples within an interval.</summary>
    public double Confidence { get; init; } = 0.95;
}

/// <summary>
/// The bootstrap on two levels. A resample draws as many units (conversations) as there are, with replacement, the same for all systems, and for each
/// system as many of its seeds, independently; the measure is averaged over the seeds drawn. A system of one seed is resampled over units alone.
/// Efron and Tibshirani, "An Introduction to the Bootstrap", 1993; Field and Welsh, "Bootstrapping clustered data", JRSS B 69, 2007.
/// </summary>
public static class Bootstrap
{
    private const int OfUnits = 0, OfFirstSystem = 1;   // streams of chance

    /// <summary>Resamples systems together, so that any two of them can be compared.</summary>
    /// <param name="utterances">What they predicted.</param>
    /// <param name="systems">Their predictions.</param>
    /// <param name="settings">How often, and with which chance.</param>
    /// <returns>A sample per system, in the same order.</returns>
    /// <exception cref="ArgumentException">A system has no seed, or another number of predictions than there are utterances.</exception>
    public static IReadOnlyList<SystemSample> Sample(
        ScoredUtterances utterances, IReadOnlyList<SystemPredictions> systems, BootstrapSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Resamples, 1);
        if (systems.Any(system => system.Seeds.Count == 0)) throw new ArgumentException("a system has no seed", nameof(systems));
        var supports = new UnitCounts(utterances.UnitCount, utterances.Units.Zip(utterances.Truths));
        int[] units = new int[utterances.UnitCount], support = new int[utterances.Emotions.Count];
        Resampling[] resamplings =
            [.. systems.Select((system, i) => new Resampling(utterances, system, settings, new Draws(settings.Seed, OfFirstSystem + i)))];
        var draws = new Draws(settings.Seed, OfUnits);
        for (int resample = 0; resample < settings.Resamples; resample++)
        {
            draws.Resample(units);
            supports.Sum(units, support);
            foreach (var each in resamplings) each.Add(resample, units, support);
        }
        return [.. systems.Zip(resamplings, (system, each) => new SystemSample(utterances, system, each.Replicates, settings.Confidence))];
    }

    private sealed class Resampling(ScoredUtterances utterances, SystemPredictions system, BootstrapSettings settings, Draws draws)
    {
        private readonly CountedSystem _counted = new(utterances, system);
        private readonly int[] _seeds = new int[system.Seeds.Count];
        private readonly double[] _means = new double[Measures.All.Count];

        public double[][] Replicates { get; } = [.. Measures.All.Select(_ => new double[settings.Resamples])];   // (measures, resamples)

        public void Add(int resample, ReadOnlySpan<int> units, ReadOnlySpan<int> support)
        {
            draws.Resample(_seeds);
            _counted.Score(units, support, _seeds, _means);
            for (int measure = 0; measure < _means.Length; measure++) Replicates[measure][resample] = _means[measure];
        }
    }
}

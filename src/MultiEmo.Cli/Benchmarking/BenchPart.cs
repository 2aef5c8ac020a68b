namespace MultiEmo.Cli.Benchmarking;

/// <summary>Something that is measured.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Title">What it is.</param>
/// <param name="Run">Runs it.</param>
/// <param name="Scales">Whether it can have more and fewer conversations.</param>
internal sealed record BenchPart(string Name, string Title, Func<BenchSettings, Timing> Run, bool Scales = true)
{
    /// <summary>Measures it, and the rate of matrix products before and after.</summary>
    public Measurement Measure(BenchSettings settings, MatrixRate rate)
    {
        PeakMemory.Reset();
        double before = rate.Measure();
        var timing = Run(settings);
        long peak = PeakMemory.Bytes;
        double best = Math.Max(before, rate.Measure());
        return new(Name, Title, settings.Conversations, timing.Turns, timing.Operations, best, timing.Seconds, timing.How, peak,
            timing.Floor ?? timing.Operations / best);
    }
}

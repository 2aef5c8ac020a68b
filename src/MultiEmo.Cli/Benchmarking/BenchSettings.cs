namespace MultiEmo.Cli.Benchmarking;

/// <summary>How the parts are measured.</summary>
/// <param name="Clock">Tells the time.</param>
/// <param name="Quick">Whether a few steps stand for all.</param>
/// <param name="Conversations">So many to train on, or to predict, in place of the corpus' number; null: as many as the corpus has.</param>
/// <param name="Stop">Ends the measuring between two batches.</param>
internal sealed record BenchSettings(TimeProvider Clock, bool Quick, int? Conversations, CancellationToken Stop)
{
    /// <summary>What takes longer than this need not be repeated.</summary>
    public TimeSpan Moment => TimeSpan.FromSeconds(Quick ? 0.5 : 2);

    /// <summary>Runs once, and again until a moment has passed: what takes milliseconds is slower until its code is fully compiled.</summary>
    /// <param name="work">What is to be measured afterwards.</param>
    public void WarmUp(Action work)
    {
        long begun = Clock.GetTimestamp();
        do work();
        while (Clock.GetElapsedTime(begun) < Moment);
    }

    /// <summary>The median time of some runs: of five, or as many as a moment holds where that is more; of fewer where they take seconds.</summary>
    /// <param name="work">What is timed.</param>
    public double Median(Action work)
    {
        var longest = TimeSpan.FromSeconds(Quick ? 3 : 10);
        List<double> seconds = [];
        long begun = Clock.GetTimestamp();
        TimeSpan taken;
        do
        {
            seconds.Add(Time(work));
            taken = Clock.GetElapsedTime(begun);
        }
        while (taken < Moment || (seconds.Count < 5 && taken < longest));
        return MedianOf(seconds);
    }

    /// <summary>The seconds that something takes.</summary>
    public double Time(Action work)
    {
        long start = Clock.GetTimestamp();
        work();
        return Clock.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The number in the middle.</summary>
    public static double MedianOf(IReadOnlyCollection<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

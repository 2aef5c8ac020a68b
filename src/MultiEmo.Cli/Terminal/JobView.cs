using System.Globalization;
using MultiEmo.Features.Extraction;

namespace MultiEmo.Cli.Terminal;

/// <summary>
/// Shows how far a job is and when it will be done: a line that is drawn over where somebody watches, else a line every tenth of the work.
/// </summary>
/// <param name="noun">What its items are, in the plural.</param>
internal sealed class JobView(string noun) : IProgress<JobProgress>, IDisposable
{
    private const int Parts = 10, Blink = 100, Widest = 79;
    private long drawn = long.MinValue;
    private int told;

    /// <inheritdoc/>
    public void Report(JobProgress value)
    {
        if (Screen.Live) Draw(value);
        else Tell(value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (drawn > long.MinValue) Console.Error.WriteLine();
    }

    private void Draw(JobProgress value)
    {
        if (drawn > long.MinValue && Environment.TickCount64 - drawn < Blink && value.Done != value.Total) return;
        drawn = Environment.TickCount64;
        Console.Error.Write('\r' + Words(value).PadRight(Widest));
    }

    // What was found done is told at once; then a line at every tenth, of work with enough items to have tenths.
    private void Tell(JobProgress value)
    {
        int part = value.Total < Parts ? 0 : value.Done * Parts / value.Total;
        bool beginning = value.Done == value.Found && value.Found > 0 && value.Failed == 0 && told == 0;
        if (part <= told && !beginning) return;
        told = part;
        Screen.Step(Words(value));
    }

    private string Words(JobProgress value)
    {
        string found = value.Done == value.Found && value.Found > 0 ? ", found done" : "";
        string failed = value.Failed > 0 ? $", {value.Failed} failed" : "";
        return $"{value.Done} of {value.Total} {noun}{found}{failed}{Pace(value)}";
    }

    private static string Pace(JobProgress value) => value.Remaining is { } left && value.Done < value.Total
        ? string.Create(CultureInfo.InvariantCulture, $", {value.Rate:0.0}/s, {Hours(left)} left")
        : "";

    private static string Hours(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");
}

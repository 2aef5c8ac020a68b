using System.Globalization;
using MultiEmo.Training.Text;

namespace MultiEmo.Cli.Terminal;

/// <summary>
/// Shows the training of a text network: a line per epoch, and between them utterances per second and the time that remains, drawn over where
/// somebody watches, else a line every tenth of an epoch.
/// </summary>
/// <param name="lines">Takes the lines of the epochs.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class TextView(Action<string> lines, TimeProvider clock) : IProgress<TextProgress>, IDisposable
{
    private const int Parts = 10;

    private readonly long begun = clock.GetTimestamp();
    private double best;
    private long utterances, steps;
    private int told;
    private bool drawn;

    /// <inheritdoc/>
    public void Report(TextProgress value)
    {
        if (value.Last is { } epoch) Tell(value, epoch);
        else Count(value);
    }

    /// <inheritdoc/>
    public void Dispose() => EndLine();

    private void Count(TextProgress progress)
    {
        utterances += progress.Examples;
        steps++;
        if (Screen.Live) Draw(progress);
        else if (progress.Step * Parts / progress.Steps > told && progress.Step < progress.Steps) TellPart(progress);
    }

    private void Tell(TextProgress progress, TextEpoch epoch)
    {
        EndLine();
        (told, best) = (0, Math.Max(best, epoch.SelectionF1));
        lines(string.Create(CultureInfo.InvariantCulture,
            $"epoch {epoch.Epoch}/{progress.Epochs}  loss {epoch.TrainLoss:0.000}  validation {epoch.ValidationLoss:0.000}  "
            + $"F1 {100 * epoch.SelectionF1:0.00}  best {100 * best:0.00}"));
    }

    private void Draw(TextProgress progress)
    {
        Console.Error.Write($"\r{Words(progress)}   ");
        drawn = true;
    }

    private void TellPart(TextProgress progress)
    {
        told = progress.Step * Parts / progress.Steps;
        Screen.Step(Words(progress));
    }

    private void EndLine()
    {
        if (drawn) Console.Error.WriteLine();
        drawn = false;
    }

    private string Words(TextProgress progress)
    {
        double seconds = clock.GetElapsedTime(begun).TotalSeconds;
        long left = (long)(progress.Epochs - progress.Epoch) * progress.Steps + progress.Steps - progress.Step;
        var remaining = TimeSpan.FromSeconds(Math.Round(seconds / steps * left));
        return string.Create(CultureInfo.InvariantCulture,
            $"epoch {progress.Epoch}/{progress.Epochs}, step {progress.Step} of {progress.Steps}: {utterances / seconds:0.0} utterances a second, "
            + $"{remaining:c} remain");
    }
}

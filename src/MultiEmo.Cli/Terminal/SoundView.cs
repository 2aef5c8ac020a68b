using MultiEmo.Features.Audio;

namespace MultiEmo.Cli.Terminal;

/// <summary>Shows how many sounds are done: a line that is drawn over where somebody watches, else a line every tenth of the work.</summary>
internal sealed class SoundView : IProgress<SoundProgress>, IDisposable
{
    private const int Parts = 10;
    private readonly Lock turn = new();
    private bool drawn;
    private int told;

    /// <inheritdoc/>
    public void Report(SoundProgress value)
    {
        lock (turn)
        {
            if (Screen.Live) Draw(value);
            else if (value.Total >= Parts && value.Done * Parts / value.Total > told) Tell(value);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (drawn) Console.Error.WriteLine();
    }

    private void Draw(SoundProgress progress)
    {
        Console.Error.Write($"\r{progress.Done} of {progress.Total} sounds ");
        drawn = true;
    }

    private void Tell(SoundProgress progress)
    {
        told = progress.Done * Parts / progress.Total;
        Screen.Step($"{progress.Done} of {progress.Total} sounds");
    }
}

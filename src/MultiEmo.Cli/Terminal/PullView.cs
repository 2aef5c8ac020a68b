using System.Globalization;
using MultiEmo.Storage.Weights;

namespace MultiEmo.Cli.Terminal;

/// <summary>Shows how far a file has come: a line that is drawn over where somebody watches, else a line every tenth of it.</summary>
internal sealed class PullView : IProgress<PullProgress>, IDisposable
{
    private const int Parts = 10, Blink = 100;
    private const double Mebi = 1 << 20;
    private string file = "";
    private long told = -1, drawn = long.MinValue;

    /// <inheritdoc/>
    public void Report(PullProgress value)
    {
        if (value.File != file) Begin(value.File);
        if (Screen.Live) Draw(value);
        else Tell(value);
    }

    /// <inheritdoc/>
    public void Dispose() => Begin("");

    private void Begin(string next)
    {
        if (Screen.Live && file.Length > 0) Console.Error.WriteLine();
        (file, told, drawn) = (next, -1, long.MinValue);
    }

    private void Draw(PullProgress value)
    {
        if (Environment.TickCount64 - drawn < Blink && value.Done != value.Total) return;
        drawn = Environment.TickCount64;
        Console.Error.Write($"\r{Words(value)}   ");
    }

    private void Tell(PullProgress value)
    {
        long part = value.Total is { } total and > 0 ? value.Done * Parts / total : value.Done / (long)(Parts * Mebi);
        if (part <= told) return;
        told = part;
        Screen.Step(Words(value));
    }

    private static string Words(PullProgress value)
    {
        string whole = value.Total is { } total ? string.Create(CultureInfo.InvariantCulture, $" of {total / Mebi:0.0}") : "";
        string percent = value.Total is { } all and > 0 ? $", {100 * value.Done / all} %" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{value.Name}/{value.File}: {value.Done / Mebi:0.0}{whole} MiB{percent}");
    }
}

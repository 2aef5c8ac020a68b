namespace MultiEmo.Cli.Terminal;

/// <summary>Shows how many frames were looked at: a line that is drawn over where somebody watches, else a line every tenth of many.</summary>
/// <param name="total">How many there are.</param>
internal sealed class FrameView(int total) : IDisposable
{
    private const int Parts = 10, Many = 100;
    private int seen;

    /// <summary>One more was looked at.</summary>
    public void Seen()
    {
        seen++;
        if (Screen.Live) Console.Error.Write($"\r{seen} of {total} frames ");
        else if (total >= Many && seen * Parts / total > (seen - 1) * Parts / total) Screen.Step($"{seen} of {total} frames");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Screen.Live && seen > 0) Console.Error.WriteLine();
    }
}

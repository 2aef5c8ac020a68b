namespace MultiEmo.Cli.Terminal;

/// <summary>Progress that is told at once, on the thread that makes it.</summary>
/// <param name="tell">Takes it.</param>
internal sealed class Synchronous<T>(Action<T> tell) : IProgress<T>
{
    /// <inheritdoc/>
    public void Report(T value) => tell(value);
}

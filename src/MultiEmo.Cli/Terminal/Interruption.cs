using System.Runtime.InteropServices;

namespace MultiEmo.Cli.Terminal;

/// <summary>Ctrl-C and a polite kill: the first asks the work to stop, the second ends the process.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly string note;
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    /// <summary>Listens until disposed.</summary>
    /// <param name="note">What the first signal says.</param>
    public Interruption(string note = "stopping after this batch; once more ends it at once.")
    {
        this.note = note;
        registrations =
            [PosixSignalRegistration.Create(PosixSignal.SIGINT, Take), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = !source.IsCancellationRequested;
        if (!context.Cancel) return;
        Screen.Note(note);
        source.Cancel();
    }
}

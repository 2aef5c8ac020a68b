using MultiEmo.Conversations;

namespace MultiEmo.Cli.Terminal;

/// <summary>Turns what a verb throws into a line on stderr and an exit code.</summary>
internal static class Failures
{
    /// <summary>Runs a verb.</summary>
    /// <param name="verb">The verb; returns its exit code.</param>
    /// <param name="verbose">Whether to show stack traces.</param>
    public static int Guard(Func<int> verb, bool verbose)
    {
        try
        {
            return verb();
        }
        catch (Exception fault)
        {
            Screen.Error(Message(fault));
            if (verbose) Console.Error.WriteLine(fault);
            return 1;
        }
    }

    private static string Message(Exception fault) => fault switch
    {
        BadInputException or Interrupted => fault.Message,
        OperationCanceledException => "stopped before the work was done.",
        IOException or UnauthorizedAccessException => $"{fault.Message.TrimEnd('.')}; check the path, the permissions and the space on the disk.",
        OutOfMemoryException => "not enough memory; take a smaller batch: --set training.batch=16.",
        DllNotFoundException or BadImageFormatException or TypeInitializationException =>
            $"the native libraries of libtorch could not be loaded ({Innermost(fault)}); --verbose tells more.",
        _ => $"unexpected fault ({fault.GetType().Name}: {FirstLine(fault.Message)}); --verbose tells where.",
    };

    private static string Innermost(Exception fault) => fault.InnerException is { } inner ? Innermost(inner) : FirstLine(fault.Message);

    private static string FirstLine(string message) => message.Split('\n')[0].Trim().TrimEnd('.');
}

using System.Diagnostics;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Audio;

/// <summary>What a run of SMILExtract left.</summary>
/// <param name="ExitCode">0 when it succeeded.</param>
/// <param name="Error">What it said on standard error.</param>
internal sealed record SmileRun(int ExitCode, string Error);

/// <summary>Runs SMILExtract.</summary>
internal static class SmileRuns
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs the program to its end; one that takes too long is ended.</summary>
    /// <param name="program">The program.</param>
    /// <param name="folder">The working folder, for the log that it writes.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="BadInputException">It cannot be started, or takes too long.</exception>
    public static SmileRun Run(this SmileProgram program, string folder, string[] arguments, CancellationToken stop)
    {
        using var process = Start(program, folder, arguments);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        long started = TimeProvider.System.GetTimestamp();
        try
        {
            while (!process.WaitForExit(Glance))
            {
                stop.ThrowIfCancellationRequested();
                if (TimeProvider.System.GetElapsedTime(started) > program.Patience)
                    throw program.Fault($"had not ended after {program.Patience.TotalSeconds:0} s and was ended", "run it yourself on the sound");
            }
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        _ = output.Result;
        return new SmileRun(process.ExitCode, error.Result);
    }

    /// <summary>A fault of the program.</summary>
    public static BadInputException Fault(this SmileProgram program, string problem, string remedy, string? sound = null) =>
        new($"{Path.GetFileName(program.Path)} {problem}", remedy, sound ?? program.Path);

    private static Process Start(SmileProgram program, string folder, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program.Path, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new BadInputException($"cannot be started ({fault.Message.TrimEnd('.')})", "give the path of openSMILE's SMILExtract",
                program.Path, inner: fault);
        }
    }
}

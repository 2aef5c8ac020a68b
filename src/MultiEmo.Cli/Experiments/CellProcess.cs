using System.Diagnostics;
using MultiEmo.Conversations;

namespace MultiEmo.Cli.Experiments;

/// <summary>A verb of this program in a process of its own, so that a training that fails takes nothing else with it.</summary>
internal static class CellProcess
{
    private const string Mark = "error: ";

    /// <summary>Runs a verb to its end.</summary>
    /// <param name="words">What a user would type after <c>multiemo</c>.</param>
    /// <param name="stop">Ends the process; what it left can be resumed.</param>
    /// <exception cref="BadInputException">The verb failed; its message.</exception>
    public static async Task Run(IEnumerable<string> words, CancellationToken stop)
    {
        string program = Environment.ProcessPath!;
        bool host = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] own = host ? [typeof(CellProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. own, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(stop);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        await output;
        if (process.ExitCode != 0) throw new BadInputException(Reason(await error, process.ExitCode), "look at its run folder");
    }

    private static string Reason(string error, int code)
    {
        string? line = error.Split('\n').LastOrDefault(each => each.StartsWith(Mark, StringComparison.Ordinal));
        return line is null ? $"ended with code {code}" : line[Mark.Length..].Trim();
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MultiEmo.EndToEnd.Tests.Support;

/// <summary>A training that goes on in a process of its own, to be stopped.</summary>
public sealed partial class RunningTraining : IDisposable
{
    private readonly Process process;

    /// <summary>Starts the command.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="args">The arguments of train.</param>
    public RunningTraining(string folder, string[] args)
    {
        process = Tool.Start(folder, args);
        Clock.Start();
    }

    /// <summary>Time since the start, or since the last epoch that was waited for.</summary>
    public Stopwatch Clock { get; } = new();

    /// <summary>The exit code, after the end.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Waits until an epoch is shown as done; false when the training ended before.</summary>
    public bool Reach(int epoch)
    {
        while (process.StandardOutput.ReadLine() is { } line)
            if (EpochOf(line) >= epoch) return true;
        return false;
    }

    /// <summary>Kills the process after a pause; false when it had ended before.</summary>
    public bool Kill(TimeSpan pause)
    {
        bool ended = process.WaitForExit(pause);
        if (!ended) process.Kill();
        process.WaitForExit();
        return !ended;
    }

    /// <summary>Presses Ctrl-C and waits for the end.</summary>
    /// <returns>What was shown on standard error.</returns>
    public string Interrupt()
    {
        Tool.PressCtrlC(process);
        var output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        output.Wait();
        return error;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private static int? EpochOf(string line) =>
        Epoch().Match(line) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"epoch (\d+)/")]
    private static partial Regex Epoch();
}

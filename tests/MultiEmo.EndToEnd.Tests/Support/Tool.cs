using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace MultiEmo.EndToEnd.Tests.Support;

/// <summary>What a run of the command left.</summary>
public sealed record Outcome(int ExitCode, string Out, string Error)
{
    /// <summary>Everything that was shown.</summary>
    public string All => Out + Error;

    /// <summary>Standard output as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Out)!;

    /// <summary>Fails unless the command succeeded.</summary>
    public Outcome Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Out}\n{Error}");
        return this;
    }

    /// <summary>Fails unless the command failed with a message that holds all words, and without a stack trace.</summary>
    public Outcome Failed(int exitCode, params string[] words)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, not {exitCode}\n{Out}\n{Error}");
        foreach (string word in words) Assert.Contains(word, Error);
        Assert.StartsWith("error: ", Error);
        Assert.DoesNotContain("   at ", Error);
        Assert.DoesNotContain("Exception", Error);
        return this;
    }
}

/// <summary>Runs the command as a process of its own.</summary>
public static class Tool
{
    private const int Interrupt = 2;
    private static readonly Dictionary<string, string> NoVariables = [];
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "MultiEmo.Cli.dll");

    /// <summary>Runs to the end.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="args">What the user types after <c>multiemo</c>.</param>
    public static Outcome Run(string folder, params string[] args) => Run(folder, NoVariables, args);

    /// <summary>Runs to the end with further environment variables.</summary>
    public static Outcome Run(string folder, IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        using var process = Start(folder, variables, args);
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output, error.Result);
    }

    /// <summary>Starts without waiting.</summary>
    public static Process Start(string folder, params string[] args) => Start(folder, NoVariables, args);

    /// <summary>Starts with further environment variables, without waiting.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        // A shell that runs the tests in the background lets its children ignore Ctrl-C; env undoes that for the program under test.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", host, Program, .. args] : [host, Program, .. args];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["OMP_NUM_THREADS"] = "1";
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Sends what Ctrl-C sends.</summary>
    public static void PressCtrlC(Process process) => Assert.Equal(0, Kill(process.Id, Interrupt));

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}

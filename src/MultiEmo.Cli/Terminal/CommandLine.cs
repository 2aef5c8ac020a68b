using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MultiEmo.Cli.Terminal;

/// <summary>Parses a command line and runs its verb; knows the exit codes: 0, 1 (failed), 2 (usage).</summary>
internal static class CommandLine
{
    /// <summary>The command's name.</summary>
    public const string Name = "multiemo";

    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show where an error came from (stack trace).",
        Recursive = true,
    };

    /// <summary>Runs what the user typed.</summary>
    /// <param name="args">What the user typed after the command's name.</param>
    /// <param name="verbs">The verbs, in the order of the help page.</param>
    public static int Run(string[] args, params Command[] verbs)
    {
        var root = new RootCommand("Emotion recognition in conversations with MultiEMO: train, evaluate, predict.") { Verbose };
        foreach (var verb in verbs) root.Subcommands.Add(verb);
        foreach (var help in root.Options.OfType<HelpOption>()) help.Action = new HelpWithExamples((HelpAction)help.Action!);
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Action is ParseErrorAction) return UsageErrors.Tell(parsed);
        return Failures.Guard(() => parsed.Invoke(Configuration), verbose: parsed.GetValue(Verbose));
    }

    private static InvocationConfiguration Configuration { get; } = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
}

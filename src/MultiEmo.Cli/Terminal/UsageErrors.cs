using System.CommandLine;
using System.CommandLine.Parsing;
using MultiEmo.Conversations;

namespace MultiEmo.Cli.Terminal;

/// <summary>What was typed wrongly, with suggestions.</summary>
internal static class UsageErrors
{
    /// <summary>Tells all faults of a command line on stderr.</summary>
    /// <returns>The exit code 2.</returns>
    public static int Tell(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string[] unknown = [.. parsed.UnmatchedTokens];
        var others = parsed.Errors.Select(error => error.Message).Where(message => !unknown.Any(token => Names(message, token)));
        foreach (string token in Told(unknown)) Screen.Error(Unknown(token, command));
        foreach (string message in others.Where(message => unknown.Length == 0 || !message.StartsWith("Required command", StringComparison.Ordinal)))
            Screen.Error(message);
        Screen.Note($"see '{Path(parsed.CommandResult)} --help'");
        return 2;
    }

    // After an unknown option or verb, the words that follow are its own, not further faults.
    private static IEnumerable<string> Told(string[] unknown)
    {
        string[] options = [.. unknown.Where(token => token.StartsWith('-'))];
        return options.Length > 0 ? options : unknown.Take(1);
    }

    private static string Unknown(string token, Command command)
    {
        bool option = token.StartsWith('-');
        string[] known = option
            ? [.. command.Options.Select(each => each.Name), "--verbose", "--help"]
            : [.. command.Subcommands.Select(each => each.Name)];
        string kind = option ? "unknown option" : command.Subcommands.Count > 0 ? "unknown verb" : "unexpected argument";
        return known.Length == 0 ? $"{kind} '{token}'." : $"{kind} '{token}'; {Spelling.Suggest(token, known)}";
    }

    private static bool Names(string message, string token) => message.Contains($"'{token}'", StringComparison.Ordinal);

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)} {result.Command.Name}" : CommandLine.Name;
}

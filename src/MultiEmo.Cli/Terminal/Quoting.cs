using System.CommandLine;

namespace MultiEmo.Cli.Terminal;

/// <summary>Command lines to copy.</summary>
internal static class Quoting
{
    /// <summary>A word as a shell takes it.</summary>
    public static string Word(string word) => word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./=,:+@%\\".Contains(c))
        ? word
        : OperatingSystem.IsWindows() ? $"\"{word}\"" : $"'{word.Replace("'", "'\\''")}'";

    /// <summary>The command line that continues what was typed.</summary>
    public static string ToContinue(ParseResult parsed)
    {
        var words = parsed.Tokens.Select(token => token.Value).Where(word => word is not ("--force" or "--resume"));
        return $"multiemo {Words(words)} --resume";
    }

    /// <summary>Words as a line.</summary>
    public static string Words(IEnumerable<string> words) => string.Join(' ', words.Select(Word));
}

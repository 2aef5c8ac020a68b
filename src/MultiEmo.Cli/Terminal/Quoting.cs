namespace MultiEmo.Cli.Terminal;

/// <summary>Command lines to copy.</summary>
internal static class Quoting
{
    /// <summary>A word as a shell takes it.</summary>
    public static string Word(string word) => word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./=,:+@%\\".Contains(c))
        ? word
        : OperatingSystem.IsWindows() ? $"\"{word}\"" : $"'{word.Replace("'", "'\\''")}'";

    /// <summary>Words as a line.</summary>
    public static string Words(IEnumerable<string> words) => string.Join(' ', words.Select(Word));
}

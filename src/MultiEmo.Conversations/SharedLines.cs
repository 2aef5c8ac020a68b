namespace MultiEmo.Conversations;

/// <summary>
/// The lines of some conversations, to find them elsewhere: two lines are the same when their letters, digits and spaces are, in lower case, spaces
/// at either end aside. A line of nothing but punctuation is the same as none.
/// </summary>
/// <param name="conversations">Where the lines were said.</param>
public sealed class SharedLines(IEnumerable<Conversation> conversations)
{
    private readonly HashSet<string> lines =
        [.. conversations.SelectMany(conversation => conversation.Turns).Select(turn => Plain(turn.Text)).Where(line => line.Length > 0)];

    /// <summary>Whether somebody said that line.</summary>
    public bool Has(string line) => lines.Contains(Plain(line));

    private static string Plain(string line) =>
        new string([.. line.ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter == ' ')]).Trim(' ');
}

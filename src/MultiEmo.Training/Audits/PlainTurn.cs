using MultiEmo.Conversations;

namespace MultiEmo.Training.Audits;

/// <summary>A turn with its words in lower case, letters and digits alone.</summary>
/// <param name="Conversation">Where it was said.</param>
/// <param name="Turn">The turn.</param>
/// <param name="Words">Its words in order; an apostrophe parts none.</param>
internal sealed record PlainTurn(Conversation Conversation, Utterance Turn, string[] Words)
{
    /// <summary>The words of a turn that is too long to be a stock phrase.</summary>
    public const int LongFrom = 6;

    /// <summary>The words as one text: two turns are the same where it is.</summary>
    public string Text { get; } = string.Join(' ', Words);

    /// <summary>Whether the turn is too long to be a stock phrase.</summary>
    public bool Long => Words.Length >= LongFrom;

    /// <summary>Where the turn stands, for a finding.</summary>
    public string Place => $"{Conversation.Id} turn {Turn.Turn}";

    /// <summary>The turns of a split.</summary>
    public static PlainTurn[] Of(Corpus corpus, Split split) => [.. corpus.Of(split).SelectMany(Of)];

    /// <summary>The turns of a conversation.</summary>
    public static IEnumerable<PlainTurn> Of(Conversation conversation) =>
        conversation.Turns.Select(turn => new PlainTurn(conversation, turn, Split(turn.Text)));

    private static string[] Split(string text)
    {
        var letters = text.ToLowerInvariant().Where(letter => letter is not ('\'' or '’'));
        string plain = new([.. letters.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]);
        return plain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}

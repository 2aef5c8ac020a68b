namespace MultiEmo.Conversations;

/// <summary>A conversation: its turns in the order in which they were said.</summary>
/// <param name="Id">Unique in the corpus, such as <c>train/0</c>.</param>
/// <param name="Split">The split it belongs to; null when it belongs to none (a recording to be predicted).</param>
/// <param name="Turns">At least one turn, in rising order of <see cref="Utterance.Turn"/>.</param>
public sealed record Conversation(string Id, Split? Split, IReadOnlyList<Utterance> Turns)
{
    /// <summary>The speakers' names in the order of their first turn.</summary>
    public IReadOnlyList<string> Speakers => [.. Turns.Select(turn => turn.Speaker).Distinct()];
}

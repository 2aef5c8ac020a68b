using MultiEmo.Conversations;

namespace MultiEmo.Features.Extraction;

/// <summary>A turn and the conversation it belongs to.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Turn">One of its turns.</param>
public sealed record TurnPlace(Conversation Conversation, Utterance Turn)
{
    /// <summary>The turns of a corpus in order, as the rows of feature files have them.</summary>
    public static IEnumerable<TurnPlace> All(Corpus corpus) =>
        corpus.Conversations.SelectMany(conversation => conversation.Turns.Select(turn => new TurnPlace(conversation, turn)));
}

namespace MultiEmo.Conversations;

/// <summary>Conversations with one set of emotions.</summary>
/// <param name="Name">The corpus' name, such as <c>meld</c>.</param>
/// <param name="Emotions">The labels, in the order of every vector of probabilities.</param>
/// <param name="Conversations">Conversations with unique ids.</param>
public sealed record Corpus(string Name, EmotionSet Emotions, IReadOnlyList<Conversation> Conversations)
{
    /// <summary>What a reader of results must know, such as "synthetic" or where the labels came from; null when there is nothing to say.</summary>
    public string? Note { get; init; }

    /// <summary>
    /// The speakers in the order of the party states of a model without padding mask (there a padded turn belongs to the first);
    /// null: each conversation's own order of first turns. It changes nothing when the mask is on.
    /// </summary>
    public IReadOnlyList<string>? Parties { get; init; }

    /// <summary>What the reader noticed and left out or mended, a sentence each, for <c>info</c> and the command line.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The conversations of one split, in order.</summary>
    public IReadOnlyList<Conversation> Of(Split split) => [.. Conversations.Where(conversation => conversation.Split == split)];
}

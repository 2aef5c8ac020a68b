namespace MultiEmo.Conversations;

/// <summary>What holds for every corpus, wherever it comes from.</summary>
public static class CorpusCheck
{
    /// <summary>Conversations there are, with unique ids, at least one turn each, turns in rising order and labels of the corpus' set.</summary>
    /// <exception cref="BadInputException">One of these does not hold.</exception>
    public static void Require(Corpus corpus, string? file = null)
    {
        if (corpus.Conversations.Count == 0)
            throw new BadInputException("there is no conversation in it", "give at least one with one turn", file);
        var ids = new HashSet<string>();
        foreach (var conversation in corpus.Conversations)
        {
            if (!ids.Add(conversation.Id))
                throw new BadInputException($"the conversation '{conversation.Id}' is there twice", "give each conversation an id of its own", file);
            if (conversation.Turns.Count == 0)
                throw new BadInputException($"the conversation '{conversation.Id}' has no turn", "leave it out or add its turns", file);
            RequireOrder(conversation, file);
            RequireLabels(conversation, corpus.Emotions, file);
        }
    }

    private static void RequireOrder(Conversation conversation, string? file)
    {
        foreach (var (before, after) in conversation.Turns.Zip(conversation.Turns.Skip(1)))
        {
            if (after.Turn > before.Turn) continue;
            string problem = $"turn {after.Turn} of the conversation '{conversation.Id}' comes after turn {before.Turn}";
            throw new BadInputException(problem, "put the turns into rising order, each number once", file);
        }
    }

    private static void RequireLabels(Conversation conversation, EmotionSet emotions, string? file)
    {
        foreach (var turn in conversation.Turns)
        {
            if (turn.Emotion is not { } label || emotions.Canonical(label, file) == label) continue;
            string problem = $"the emotion '{label}' of the conversation '{conversation.Id}' is spelt '{emotions.Canonical(label)}' in the set";
            throw new BadInputException(problem, "spell both alike", file);
        }
    }
}

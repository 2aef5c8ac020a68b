using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>One line of conversations.jsonl; keys that it does not know are left alone.</summary>
internal static class ConversationReader
{
    /// <summary>Reads a conversation.</summary>
    /// <exception cref="BadInputException">Something is missing, of another kind, or not in the emotion set.</exception>
    public static Conversation Read(JsonFields fields, EmotionSet emotions)
    {
        string id = fields.Text("id");
        fields = fields with { What = $"conversation {Spelling.Quoted(id)}" };
        var turns = new List<Utterance>();
        foreach (var element in fields.Elements("turns"))
        {
            string what = $"{fields.What}, turn at position {turns.Count}";
            turns.Add(ReadTurn(JsonFields.Of(element, what, fields.File, fields.Line), emotions));
        }
        var conversation = new Conversation(id, ReadSplit(fields), turns);
        return Fault(conversation) is { } fault ? throw fields.Fault(fault.Problem, fault.Remedy) : conversation;
    }

    private static Utterance ReadTurn(JsonFields fields, EmotionSet emotions) => new(
        fields.Whole("turn"), fields.Text("speaker"), fields.OptionalText("text") ?? "", ReadEmotion(fields, emotions),
        fields.OptionalNumber("start"), fields.OptionalNumber("end"), fields.OptionalText("media"))
    {
        OtherSpeakers = fields.OptionalText("other_speakers"),
    };

    private static string? ReadEmotion(JsonFields fields, EmotionSet emotions)
    {
        if (fields.OptionalText("emotion") is not { } label) return null;
        int index = emotions.IndexOf(label);
        if (index >= 0) return emotions.Labels[index];
        string near = Spelling.Nearest(label, emotions.Labels) is { } nearest ? $"did you mean '{nearest}'? " : "";
        string remedy = $"{near}known: {string.Join(", ", emotions.Labels)}; null is context that is not scored";
        throw fields.Fault($"unknown emotion {Spelling.Quoted(label)}", remedy);
    }

    private static Split? ReadSplit(JsonFields fields)
    {
        if (fields.OptionalText("split") is not { } name) return null;
        string remedy = $"{Spelling.Suggest(name, ["train", "dev", "test"])}; null belongs to none";
        return Splits.Parse(name) ?? throw fields.Fault($"unknown split {Spelling.Quoted(name)}", remedy);
    }

    private static LawBroken? Fault(Conversation conversation)
    {
        if (conversation.Turns.Count == 0) return new LawBroken("it has no turns", "leave it out");
        for (int i = 1; i < conversation.Turns.Count; i++)
        {
            int turn = conversation.Turns[i].Turn, before = conversation.Turns[i - 1].Turn;
            if (turn == before) return new LawBroken($"turn {turn} stands twice", "give each turn its own number");
            if (turn < before) return new LawBroken($"turn {turn} stands after turn {before}", "put the turns in rising order; gaps are allowed");
        }
        return null;
    }

    private sealed record LawBroken(string Problem, string Remedy);
}

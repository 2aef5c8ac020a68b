namespace MultiEmo.Conversations;

/// <summary>An ordered set of emotion labels; the order is that of every stored vector of probabilities.</summary>
/// <param name="Name">A short name, such as <c>meld</c>.</param>
/// <param name="Labels">The labels in order, each once.</param>
public sealed record EmotionSet(string Name, IReadOnlyList<string> Labels)
{
    /// <summary>The seven emotions of MELD.</summary>
    public static EmotionSet Meld { get; } = new("meld", ["neutral", "surprise", "fear", "sadness", "joy", "disgust", "anger"]);

    /// <summary>The six emotions of IEMOCAP.</summary>
    public static EmotionSet Iemocap { get; } = new("iemocap", ["happiness", "sadness", "neutral", "anger", "excitement", "frustration"]);

    /// <summary>The seven emotions of EmoryNLP.</summary>
    public static EmotionSet EmoryNlp { get; } = new("emorynlp", ["Neutral", "Joyful", "Scared", "Mad", "Peaceful", "Powerful", "Sad"]);

    /// <summary>The 28 labels of GoEmotions, in the order of their numbers.</summary>
    public static EmotionSet GoEmotions { get; } = new("goemotions",
    [
        "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion", "curiosity", "desire", "disappointment", "disapproval",
        "disgust", "embarrassment", "excitement", "fear", "gratitude", "grief", "joy", "love", "nervousness", "optimism", "pride", "realization",
        "relief", "remorse", "sadness", "surprise", "neutral",
    ]);

    /// <summary>The number of emotions, C.</summary>
    public int Count => Labels.Count;

    /// <summary>The set of a known name (meld, iemocap, emorynlp, goemotions or 28) or of labels separated by commas.</summary>
    /// <exception cref="BadInputException">Neither a known name nor at least two different labels.</exception>
    public static EmotionSet Parse(string text)
    {
        string name = text.Trim();
        if (name == "28") return GoEmotions;
        var known = new[] { Meld, Iemocap, EmoryNlp, GoEmotions }.FirstOrDefault(set => set.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (known is not null) return known;
        string[] labels = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (labels.Length < 2 || labels.Distinct(StringComparer.OrdinalIgnoreCase).Count() != labels.Length)
        {
            string remedy = "name meld, iemocap, emorynlp or goemotions, or list different labels: joy,anger,neutral";
            throw new BadInputException($"{Spelling.Quoted(text)} is not a set of emotions", remedy);
        }
        return new EmotionSet("custom", labels);
    }

    /// <summary>The index of a label, whatever its case; -1 when the set has none such.</summary>
    public int IndexOf(string label)
    {
        for (int i = 0; i < Labels.Count; i++)
            if (Labels[i].Equals(label.Trim(), StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }

    /// <summary>The label as this set spells it.</summary>
    /// <exception cref="BadInputException">Unknown label; the message suggests the nearest one.</exception>
    public string Canonical(string label, string? file = null, long? line = null)
    {
        int index = IndexOf(label);
        if (index >= 0) return Labels[index];
        string set = $"the set {Name} has {string.Join(", ", Labels)}";
        string remedy = Spelling.Nearest(label.Trim(), Labels) is { } near ? $"did you mean '{near}'? ({set})" : set;
        throw new BadInputException($"unknown emotion {Spelling.Quoted(label)}", remedy, file, line);
    }
}

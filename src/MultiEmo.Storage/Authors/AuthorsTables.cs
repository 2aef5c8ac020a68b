using MultiEmo.Conversations;

namespace MultiEmo.Storage.Authors;

/// <summary>The tables of Speakers.pkl, each from a conversation's id to a list with an item per utterance.</summary>
/// <param name="Values">The file, for messages.</param>
/// <param name="Speakers">M or F, or a row with its one highest value in the speaker's column.</param>
/// <param name="Labels">Numbers of emotions.</param>
/// <param name="Sentences">The words.</param>
/// <param name="Emotions">The emotions by number.</param>
internal sealed record AuthorsTables(
    PickledValues Values,
    IReadOnlyDictionary<string, object?> Speakers,
    IReadOnlyDictionary<string, object?> Labels,
    IReadOnlyDictionary<string, object?> Sentences,
    EmotionSet Emotions)
{
    /// <summary>The names of the speakers, in the order of their columns.</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];

    /// <summary>Whether speakers are rows with a column each.</summary>
    public bool OneHot { get; init; }

    /// <summary>A name for each column of the speakers' rows.</summary>
    public IReadOnlyList<string> NumberedSpeakers()
    {
        var first = Speakers.Values.Select(rows => Values.Vectors(rows, "the speakers")).FirstOrDefault(rows => rows.Count > 0);
        if (first is null || first[0].Length == 0) throw Values.Fault("it names no speakers");
        return [.. Enumerable.Range(1, first[0].Length).Select(number => $"speaker {number}")];
    }

    /// <summary>A conversation as this project knows it.</summary>
    /// <exception cref="BadInputException">One of its lists is missing or of another length.</exception>
    public Conversation Conversation(Split split, string id)
    {
        var labels = Values.Numbers(Values.Entry(Labels, id), $"the labels of conversation '{id}'");
        if (labels.Count == 0) throw Values.Fault($"conversation '{id}' has no utterances");
        var speakers = SpeakersOf(id);
        var sentences = Values.Texts(Values.Entry(Sentences, id), $"the sentences of conversation '{id}'");
        if (speakers.Count != labels.Count || sentences.Count != labels.Count)
            throw Values.Fault($"conversation '{id}' has {labels.Count} labels, {speakers.Count} speakers and {sentences.Count} sentences");
        return new Conversation($"{split.Name()}/{id}", split,
            [.. labels.Select((label, turn) => new Utterance(turn, speakers[turn], sentences[turn], Emotion(label, id, turn)))]);
    }

    private string Emotion(long label, string id, int turn) => label >= 0 && label < Emotions.Count ? Emotions.Labels[(int)label]
        : throw Values.Fault($"label {label} of conversation '{id}', turn {turn}, is none of the {Emotions.Count} emotions of {Emotions.Name}");

    private IReadOnlyList<string> SpeakersOf(string id)
    {
        string what = $"the speakers of conversation '{id}'";
        object? value = Values.Entry(Speakers, id);
        return OneHot
            ? [.. Values.Vectors(value, what).Select(row => Highest(row, what))]
            : [.. Values.Texts(value, what).Select(name => Known(name, what))];
    }

    private string Highest(float[] row, string what)
        => row.Length == Parties.Count
            ? Parties[row.IndexOf(row.Max())]
            : throw Values.Fault($"{what} have rows of {row.Length} columns where the first has {Parties.Count}");

    private string Known(string name, string what)
        => Parties.Contains(name) ? name : throw Values.Fault($"{what} name '{name}' beside {string.Join(", ", Parties)}");
}

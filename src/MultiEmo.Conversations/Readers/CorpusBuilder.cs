namespace MultiEmo.Conversations.Readers;

/// <summary>Collects turns, row by row, and refuses what contradicts an earlier row with the lines of both.</summary>
/// <param name="name">The corpus' name.</param>
/// <param name="source">The file or folder that is read, for messages.</param>
internal sealed class CorpusBuilder(string name, string source)
{
    private readonly List<Draft> drafts = [];
    private readonly Dictionary<string, Draft> byId = [];

    /// <summary>Whether labels are kept.</summary>
    public bool Labelled { get; init; } = true;

    /// <summary>What <see cref="Corpus.Remarks"/> will hold.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Adds a turn whose emotion is still spelt as in the file; conversations keep the order of their first turns.</summary>
    /// <exception cref="BadInputException">The conversation is in another split or file, or already has this turn or a later one.</exception>
    public void Add(string conversation, Split? split, Utterance turn, string file, long line)
    {
        if (!byId.TryGetValue(conversation, out var draft))
        {
            draft = new Draft(conversation, split, file, line);
            byId.Add(conversation, draft);
            drafts.Add(draft);
        }
        draft.RequireSame(split, file, line);
        draft.Append(Labelled ? turn : turn with { Emotion = null }, line);
    }

    /// <summary>The number after the conversation's last turn; 0 when it has none.</summary>
    public int NextTurn(string conversation) => byId.TryGetValue(conversation, out var draft) ? draft.NextTurn : 0;

    /// <summary>Whether any turn has a label.</summary>
    public bool HasLabels => drafts.Any(draft => draft.Labels.Any());

    /// <summary>The corpus in the labels of a given set.</summary>
    /// <exception cref="BadInputException">An unknown label, or no conversation at all.</exception>
    public Corpus Build(EmotionSet emotions) =>
        Build(emotions, (entry, file) => emotions.Canonical(entry.Turn.Emotion!, file, entry.Line));

    /// <summary>The corpus in the labels found in it, in alphabetical order; if some conversations are for training, in theirs alone.</summary>
    /// <exception cref="BadInputException">A label that training lacks, fewer than two labels, or no conversation at all.</exception>
    public Corpus BuildWithFoundLabels()
    {
        var learnt = drafts.Any(draft => draft.Split == Split.Train) ? drafts.Where(draft => draft.Split == Split.Train) : drafts;
        string[] labels = [.. learnt.SelectMany(draft => draft.Labels).Order(StringComparer.Ordinal).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (labels.Length < 2)
            throw new BadInputException("it holds fewer than two emotions to learn", "label its turns, or name the set of emotions", source);
        var emotions = new EmotionSet(name, [.. labels.Order(StringComparer.OrdinalIgnoreCase)]);
        return Build(emotions, (entry, file) => Found(emotions, entry, file));
    }

    private Corpus Build(EmotionSet emotions, Func<Entry, string, string> spell)
    {
        var corpus = new Corpus(name, emotions, [.. drafts.Select(draft => draft.Finish(spell))]) { Remarks = Remarks };
        CorpusCheck.Require(corpus, source);
        return corpus;
    }

    private static string Found(EmotionSet emotions, Entry entry, string file)
    {
        int index = emotions.IndexOf(entry.Turn.Emotion!);
        if (index >= 0) return emotions.Labels[index];
        string problem = $"the emotion {Spelling.Quoted(entry.Turn.Emotion!)} never occurs in the training split";
        string remedy = Spelling.Suggest(entry.Turn.Emotion!, emotions.Labels) + " (or name the whole set of emotions)";
        throw new BadInputException(problem, remedy, file, entry.Line);
    }
}

using MultiEmo.Conversations;

namespace MultiEmo.Features.Tables;

/// <summary>Finds the turn that a row of a table is about; turns are numbered through the corpus.</summary>
internal sealed class TurnKeys
{
    private const int Several = -1;
    private readonly List<Split?> splits = [];
    private readonly Dictionary<(string Conversation, int Turn), int> turns = [];
    private readonly Dictionary<(Split? Split, string Stem), int> media = [];

    /// <summary>Indexes the turns of a corpus.</summary>
    public TurnKeys(Corpus corpus)
    {
        foreach (var conversation in corpus.Conversations)
            foreach (var turn in conversation.Turns) Add(conversation, turn, splits.Count);
    }

    /// <summary>The number of turns.</summary>
    public int Count => splits.Count;

    /// <summary>Whether any turn names a clip or sound.</summary>
    public bool HasMedia => media.Count > 0;

    /// <summary>The number of a turn; in a split's own table the conversation may go without its name (<c>0</c> for <c>train/0</c>).</summary>
    /// <returns>Null when the corpus, or the split, has none such.</returns>
    public int? Find(Split? split, string conversation, int turn)
    {
        bool found = turns.TryGetValue((conversation, turn), out int row)
            || (split is { } known && turns.TryGetValue(($"{known.Name()}/{conversation}", turn), out row));
        return found && (split is null || splits[row] == split) ? row : null;
    }

    /// <summary>The number of the turn whose media has this stem.</summary>
    /// <returns>Null when the corpus, or the split, has none such.</returns>
    /// <exception cref="BadInputException">Several turns have it.</exception>
    public int? FindMedia(Split? split, string stem, string path, long line)
    {
        if (!media.TryGetValue((split, stem), out int row)) return null;
        if (row != Several) return row;
        throw new BadInputException($"several turns have media called {Spelling.Quoted(stem)}",
            "give a folder with a table per split, or use the columns conversation and turn", path, line);
    }

    /// <summary>A file's name without folder and ending; tables come from other systems than ours, so either slash parts a path.</summary>
    public static string Stem(string file) => Path.GetFileNameWithoutExtension(file[(file.LastIndexOfAny(['/', '\\']) + 1)..]);

    private void Add(Conversation conversation, Utterance turn, int row)
    {
        turns.Add((conversation.Id, turn.Turn), row);
        splits.Add(conversation.Split);
        if (turn.Media is null) return;
        string stem = Stem(turn.Media);
        foreach (var split in new[] { null, conversation.Split }.Distinct())
            if (!media.TryAdd((split, stem), row)) media[(split, stem)] = Several;
    }
}

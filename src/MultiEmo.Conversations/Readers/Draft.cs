namespace MultiEmo.Conversations.Readers;

/// <summary>A turn and the line it was read from.</summary>
internal sealed record Entry(Utterance Turn, long Line);

/// <summary>A conversation while it is read.</summary>
internal sealed class Draft(string id, Split? split, string file, long line)
{
    private readonly List<Entry> entries = [];
    private readonly Dictionary<int, long> lines = [];

    public Split? Split => split;

    public int NextTurn => entries.Count == 0 ? 0 : entries[^1].Turn.Turn + 1;

    public IEnumerable<string> Labels => entries.Where(entry => entry.Turn.Emotion is not null).Select(entry => entry.Turn.Emotion!.Trim());

    public void RequireSame(Split? otherSplit, string otherFile, long otherLine)
    {
        if (otherFile != file)
        {
            string other = Path.GetFileName(file);
            throw new BadInputException($"the conversation '{id}' is in {other}, too", "give each an id of its own", otherFile, otherLine);
        }
        if (otherSplit == split) return;
        string problem = $"the conversation '{id}' is in {Name(split)} (line {line}) and, here, in {Name(otherSplit)}";
        throw new BadInputException(problem, "give all its turns the same split", otherFile, otherLine);
    }

    public void Append(Utterance turn, long turnLine)
    {
        if (lines.TryGetValue(turn.Turn, out long first))
        {
            string problem = $"turn {turn.Turn} of the conversation '{id}' is here and in line {first}";
            throw new BadInputException(problem, "delete or renumber one of them", file, turnLine);
        }
        if (entries.Count > 0 && turn.Turn < entries[^1].Turn.Turn)
        {
            string problem = $"turn {turn.Turn} of the conversation '{id}' comes after turn {entries[^1].Turn.Turn} (line {entries[^1].Line})";
            throw new BadInputException(problem, "put the turns into rising order", file, turnLine);
        }
        if (turn.Turn == int.MaxValue)
            throw new BadInputException($"turn {turn.Turn} is too large a number", "number the turns from 0 upwards", file, turnLine);
        lines.Add(turn.Turn, turnLine);
        entries.Add(new Entry(turn, turnLine));
    }

    public Conversation Finish(Func<Entry, string, string> spell) => new(id, split,
        [.. entries.Select(entry => entry.Turn.Emotion is null ? entry.Turn : entry.Turn with { Emotion = spell(entry, file) })]);

    private static string Name(Split? split) => split is { } known ? known.Name() : "no split";
}

namespace MultiEmo.Models.Packed;

/// <summary>
/// Turns in the order in which a recurrence comes to them: all first turns, all second turns and so on, longer conversations first, so that those
/// that still go on at a step are the first of the step before. Conversations may be dealt to several chunks that run beside each other.
/// </summary>
internal sealed class TurnSequences
{
    /// <summary>Orders the turns.</summary>
    /// <param name="turns">The turns.</param>
    /// <param name="reversed">Whether each conversation begins with its last turn.</param>
    /// <param name="chunks">How many chunks; fewer where there are fewer conversations.</param>
    public TurnSequences(PackedTurns turns, bool reversed, int chunks)
    {
        int[] longestFirst = [.. Enumerable.Range(0, turns.Conversations).OrderByDescending(turns.Length).ThenBy(conversation => conversation)];
        Row = new int[turns.Count];
        Previous = new int[turns.Count];
        Chunks = new int[Math.Max(1, Math.Min(chunks, turns.Conversations))][];
        int next = 0;
        for (int chunk = 0; chunk < Chunks.Length; chunk++)
        {
            int[] own = [.. longestFirst.Where((_, index) => index % Chunks.Length == chunk)];
            (Chunks[chunk], next) = (Order(turns, own, reversed, next), next + own.Sum(turns.Length));
        }
    }

    /// <summary>(N), the packed row of each turn in this order.</summary>
    public int[] Row { get; }

    /// <summary>(N), where in this order the same speaker's turn before is; -1 at the first.</summary>
    public int[] Previous { get; }

    /// <summary>For each chunk, where each of its steps begins in this order, and where the last ends.</summary>
    public int[][] Chunks { get; }

    private int[] Order(PackedTurns turns, int[] conversations, bool reversed, int next)
    {
        int longest = turns.Length(conversations[0]);
        var steps = new int[longest + 1];
        var last = new int[conversations.Length * turns.Parties];
        Array.Fill(last, -1);
        for (int t = 0; t < longest; t++)
        {
            steps[t] = next;
            for (int i = 0; i < conversations.Length && turns.Length(conversations[i]) > t; i++, next++)
            {
                int length = turns.Length(conversations[i]);
                Row[next] = turns.First[conversations[i]] + (reversed ? length - 1 - t : t);
                ref int before = ref last[(i * turns.Parties) + turns.Party[Row[next]]];
                (Previous[next], before) = (before, next);
            }
        }
        steps[longest] = next;
        return steps;
    }
}

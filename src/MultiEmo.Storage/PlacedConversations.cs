using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>The conversations that were asked for, and where the rows of each lie in a feature file of the whole corpus.</summary>
/// <param name="Conversations">In the order of the file.</param>
/// <param name="FirstRows">Of each conversation the row of its first turn.</param>
/// <param name="TotalRows">Turns of the whole corpus.</param>
/// <param name="Sizes">The sizes of all its splits.</param>
internal sealed record PlacedConversations(
    IReadOnlyList<Conversation> Conversations, IReadOnlyList<int> FirstRows, int TotalRows, IReadOnlyList<SplitSize> Sizes)
{
    /// <summary>The number of turns asked for.</summary>
    public int Rows => Conversations.Sum(conversation => conversation.Turns.Count);

    /// <summary>A row of what was asked for, in words.</summary>
    public string Describe(int row)
    {
        foreach (var conversation in Conversations)
        {
            if (row < conversation.Turns.Count) return $"conversation '{conversation.Id}', turn {conversation.Turns[row].Turn}";
            row -= conversation.Turns.Count;
        }
        throw new ArgumentOutOfRangeException(nameof(row));
    }

    /// <summary>Adds up conversations, forgetting those that nobody wants.</summary>
    public sealed class Builder
    {
        private readonly List<Conversation> kept = [];
        private readonly List<int> firstRows = [];
        private readonly List<SplitSize> sizes = [];
        private int rows;

        /// <summary>Conversations seen, wanted or not.</summary>
        public int Count { get; private set; }

        public void Add(Conversation conversation, bool wanted)
        {
            if (wanted) kept.Add(conversation);
            if (wanted) firstRows.Add(rows);
            if (conversation.Split is { } split) Enlarge(split, conversation.Turns.Count);
            rows += conversation.Turns.Count;
            Count++;
        }

        public PlacedConversations Build() => new(kept, firstRows, rows, sizes);

        private void Enlarge(Split split, int turns)
        {
            int place = sizes.FindIndex(size => size.Split == split);
            if (place < 0) sizes.Add(new SplitSize(split, 1, turns));
            else sizes[place] = new SplitSize(split, sizes[place].Conversations + 1, sizes[place].Turns + turns);
        }
    }
}

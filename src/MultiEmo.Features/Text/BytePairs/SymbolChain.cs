namespace MultiEmo.Features.Text.BytePairs;

/// <summary>
/// The symbols of a piece while neighbours are joined: always all pairs of the lowest rank, from left to right. A queue by rank and place keeps the
/// work near n log n, for a piece may be as long as a text without spaces.
/// </summary>
internal sealed class SymbolChain
{
    private const int Gone = -1;

    private readonly PairMerges merges;
    private readonly int[] symbols;
    private readonly int[] next;
    private readonly int[] previous;
    private readonly PriorityQueue<int, long> pairs = new();
    private readonly List<int> joined = [];

    /// <summary>A chain of bytes.</summary>
    public SymbolChain(PairMerges merges, ReadOnlySpan<byte> bytes)
    {
        this.merges = merges;
        int count = bytes.Length;
        (symbols, next, previous) = (new int[count], new int[count], new int[count]);
        for (int i = 0; i < count; i++) (symbols[i], next[i], previous[i]) = (bytes[i], i + 1, i - 1);
        for (int i = 0; i < count; i++) Offer(i);
    }

    /// <summary>Joins all that can be joined.</summary>
    /// <returns>The symbols that are left.</returns>
    public int[] Join()
    {
        while (pairs.TryPeek(out _, out long first)) JoinAll(Rank(first));
        return [.. symbols.Where(symbol => symbol != Gone)];
    }

    // Pairs that arise meanwhile wait until all of this rank are joined, as they do in the reference tokenizer.
    private void JoinAll(int rank)
    {
        joined.Clear();
        while (pairs.TryPeek(out int at, out long priority) && Rank(priority) == rank)
        {
            _ = pairs.Dequeue();
            if (MergeAt(at) is { } merge && merge.Rank == rank) JoinAt(at, merge.Symbol);
        }
        foreach (int at in joined)
        {
            if (previous[at] >= 0) Offer(previous[at]);
            Offer(at);
        }
    }

    private void JoinAt(int at, int symbol)
    {
        int right = next[at];
        (symbols[at], symbols[right], next[at]) = (symbol, Gone, next[right]);
        if (next[at] < next.Length) previous[next[at]] = at;
        joined.Add(at);
    }

    private void Offer(int at)
    {
        if (MergeAt(at) is { } merge) pairs.Enqueue(at, ((long)merge.Rank << 32) | (uint)at);
    }

    private PairMerge? MergeAt(int at) =>
        symbols[at] == Gone || next[at] >= symbols.Length ? null : merges.Find(symbols[at], symbols[next[at]]);

    private static int Rank(long priority) => (int)(priority >> 32);
}

using System.Text;

namespace MultiEmo.Features.Text.BytePairs;

/// <summary>Which neighbours become one, in the order in which they do; symbols are numbered, the 256 bytes first.</summary>
internal sealed class PairMerges
{
    private readonly Dictionary<string, int> symbols = [];
    private readonly Dictionary<long, PairMerge> merges;
    private readonly int[] ids;

    /// <summary>Numbers the symbols.</summary>
    /// <param name="pairs">Neighbours in the order in which they are joined, spelt in <see cref="ByteAlphabet"/>; of equals the last counts.</param>
    /// <param name="idOf">The id of a token that is spelt so.</param>
    public PairMerges(IReadOnlyList<TokenPair> pairs, Func<string, int> idOf)
    {
        foreach (char character in ByteAlphabet.Characters) _ = Symbol(character.ToString());
        merges = new(pairs.Count);
        foreach (var (rank, pair) in pairs.Index())
            merges[Key(Symbol(pair.Left), Symbol(pair.Right))] = new PairMerge(rank, Symbol(pair.Left + pair.Right));
        ids = new int[symbols.Count];
        foreach (var (text, symbol) in symbols) ids[symbol] = idOf(text);
    }

    /// <summary>The ids of a piece of text.</summary>
    public int[] Apply(ReadOnlySpan<char> piece)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(piece)];
        Encoding.UTF8.GetBytes(piece, bytes);
        int[] joined = new SymbolChain(this, bytes).Join();
        for (int i = 0; i < joined.Length; i++) joined[i] = ids[joined[i]];
        return joined;
    }

    /// <summary>What becomes of two neighbours; null when they stay apart.</summary>
    public PairMerge? Find(int left, int right) => merges.TryGetValue(Key(left, right), out var merge) ? merge : null;

    private static long Key(int left, int right) => ((long)left << 32) | (uint)right;

    private int Symbol(string text)
    {
        if (!symbols.TryGetValue(text, out int symbol)) symbols.Add(text, symbol = symbols.Count);
        return symbol;
    }
}

using System.Collections.Concurrent;
using MultiEmo.Conversations;
using MultiEmo.Features.Text.BytePairs;

namespace MultiEmo.Features.Text;

/// <summary>
/// RoBERTa's byte-level byte-pair encoding: a text becomes ids, the same as those of the reference tokenizer. Special tokens are recognised where
/// their names stand in the text, and <c>&lt;mask&gt;</c> swallows the white space before it. Any number of threads may share one.
/// </summary>
public sealed class BytePairTokenizer
{
    // Words come again and again; what is longer or beyond so many words is worked out each time.
    private const int LongestKept = 32, MostKept = 1 << 17;

    private static readonly string[] Names = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"];

    private readonly PairMerges merges;
    private readonly KeyValuePair<string, int>[] named;
    private readonly ConcurrentDictionary<string, int[]> kept = new();
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> known;
    private int count;

    private BytePairTokenizer(TokenFiles files)
    {
        var vocabulary = files.Vocabulary;
        int Id(string name) => vocabulary.TryGetValue(name, out int id) ? id : throw new BadInputException(
            $"the vocabulary has no {name}", "use a vocabulary of RoBERTa: <s>, <pad>, </s> and <unk> are needed", files.Path);
        int? mask = vocabulary.TryGetValue("<mask>", out int value) ? value : null;
        Special = new SpecialTokens(Id("<s>"), Id("<pad>"), Id("</s>"), Id("<unk>"), mask);
        VocabularySize = vocabulary.Values.Max() + 1;
        named = [.. Names.Where(vocabulary.ContainsKey).Select(name => KeyValuePair.Create(name, Id(name)))];
        merges = new PairMerges(files.Pairs, token => vocabulary.GetValueOrDefault(token, Special.Unknown));
        known = kept.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The ids of the tokens that stand for no text.</summary>
    public SpecialTokens Special { get; }

    /// <summary>One more than the largest id.</summary>
    public int VocabularySize { get; }

    /// <summary>Reads a vocabulary: Hugging Face's vocab.json and merges.txt, or fairseq's encoder.json, vocab.bpe and dict.txt.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="prefix">What stands before each of their names.</param>
    /// <exception cref="BadInputException">Files are missing or damaged.</exception>
    public static BytePairTokenizer Load(string folder, string prefix = "") => new(TokenFiles.Read(folder, prefix));

    /// <summary>The names, without prefix, of the files that <see cref="Load"/> reads in a folder.</summary>
    /// <exception cref="BadInputException">Files are missing.</exception>
    public static IReadOnlyList<string> Files(string folder, string prefix = "") => TokenFiles.Names(folder, prefix);

    /// <summary>The pieces of a text within which bytes are joined.</summary>
    public static IReadOnlyList<string> Pieces(string text) => TextPieces.Of(text);

    /// <summary>The ids of a text, with no special token around them.</summary>
    public int[] Encode(string text)
    {
        var ids = new List<int>(text.Length / 3 + 1);
        int from = 0;
        for (int at = text.IndexOf('<'); at >= 0; at = text.IndexOf('<', at))
        {
            if (SpecialAt(text, at) is not { } special)
            {
                at++;
                continue;
            }
            var before = text.AsSpan(from, at - from);
            Encode(special.Value == Special.Mask ? WithoutSpaceAtEnd(before) : before, ids);
            ids.Add(special.Value);
            from = at += special.Key.Length;
        }
        Encode(text.AsSpan(from), ids);
        return [.. ids];
    }

    /// <summary>The input of a text: &lt;s&gt;, its ids, &lt;/s&gt;.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">Ids in all, at least 2; what is beyond is cut off the text's end.</param>
    public int[] EncodeInput(string text, int longest = int.MaxValue)
    {
        int[] ids = Encode(text);
        return [Special.Start, .. ids.AsSpan(0, Math.Min(ids.Length, longest - 2)), Special.End];
    }

    /// <summary>The input of two texts: &lt;s&gt;, the first, &lt;/s&gt;&lt;/s&gt;, the second, &lt;/s&gt;.</summary>
    public int[] EncodeInput(string first, string second) =>
        [Special.Start, .. Encode(first), Special.End, Special.End, .. Encode(second), Special.End];

    // No name is the beginning of another, so that the first that fits is the one.
    private KeyValuePair<string, int>? SpecialAt(string text, int at)
    {
        foreach (var special in named)
            if (string.CompareOrdinal(text, at, special.Key, 0, special.Key.Length) == 0) return special;
        return null;
    }

    // What Python takes for space at the end of a text: four separators more than Unicode does.
    private static ReadOnlySpan<char> WithoutSpaceAtEnd(ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && (char.IsWhiteSpace(text[^1]) || text[^1] is >= '\u001C' and <= '\u001F')) text = text[..^1];
        return text;
    }

    private void Encode(ReadOnlySpan<char> text, List<int> ids)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = TextPieces.End(text, start);
            ids.AddRange(Piece(text[start..end]));
        }
    }

    private int[] Piece(ReadOnlySpan<char> piece)
    {
        if (piece.Length > LongestKept) return merges.Apply(piece);
        if (known.TryGetValue(piece, out int[]? ids)) return ids;
        ids = merges.Apply(piece);
        if (Interlocked.Increment(ref count) <= MostKept) known[piece] = ids;
        return ids;
    }
}

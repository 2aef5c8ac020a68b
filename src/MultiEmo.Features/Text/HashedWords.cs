using System.Text;

namespace MultiEmo.Features.Text;

/// <summary>
/// Names the rows of a table that a word is the mean of: one for the word, one for each run of 3 to 5 characters of it (Bojanowski et al. 2017).
/// Rows are found by hashing, so that there is no vocabulary, and a word that was never seen shares what its pieces taught. Words that were met have
/// numbers, so that each is hashed once. One thread at a time may meet words; rows of those that were met may be read by many.
/// </summary>
/// <param name="options">Sizes.</param>
public sealed class HashedWords(HashedWordOptions options)
{
    private const char Begin = '<', End = '>';
    private const string NoWord = "";

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<int[]> rows = [];

    /// <summary>The words of a text as numbers: the tokens of <see cref="TextScanner"/>; a text without any is one empty word.</summary>
    public int[] Words(string text) =>
        TextScanner.Tokens(text) is { Count: > 0 } tokens ? [.. tokens.Take(options.MostWords).Select(Number)] : [Number(NoWord)];

    /// <summary>The rows of a word: first its own, 0 .. Words - 1, then those of its pieces, Words .. Rows - 1, with repetitions.</summary>
    /// <param name="number">A number that <see cref="Words"/> gave.</param>
    public IReadOnlyList<int> Rows(int number) => rows[number];

    private int Number(string word)
    {
        if (numbers.TryGetValue(word, out int number)) return number;
        rows.Add(Hash(word));
        return numbers[word] = rows.Count - 1;
    }

    private int[] Hash(string word)
    {
        var pieces = Pieces(Begin + word + End).Take(options.MostGrams).Select(piece => options.Words + Bucket(piece, options.Grams));
        return [Bucket(word, options.Words), .. options.Grams > 0 ? pieces : []];
    }

    private IEnumerable<string> Pieces(string marked)
    {
        string[] characters = [.. marked.EnumerateRunes().Select(rune => rune.ToString())];
        for (int length = options.ShortestGram; length <= options.LongestGram; length++)
            for (int start = 0; start + length <= characters.Length; start++)
                yield return string.Concat(characters.AsSpan(start, length));
    }

    // FNV-1a over UTF-8, finished by a mixing of the high bits into the low ones, for a remainder looks at the low bits most.
    private static int Bucket(string text, int buckets)
    {
        uint hash = 2166136261;
        foreach (byte each in Encoding.UTF8.GetBytes(text)) hash = unchecked((hash ^ each) * 16777619);
        hash = unchecked((hash ^ (hash >> 16)) * 0x85EBCA6B);
        return (int)((hash ^ (hash >> 13)) % (uint)buckets);
    }
}

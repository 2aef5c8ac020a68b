namespace MultiEmo.Features.Text;

/// <summary>The terms that are counted: word n-grams, and character n-grams within words.</summary>
public static class TextTerms
{
    /// <summary>All word n-grams of 1 to <paramref name="longest"/> tokens, the tokens separated by a space.</summary>
    public static IEnumerable<string> WordGrams(IReadOnlyList<string> tokens, int longest)
    {
        for (int length = 1; length <= longest; length++)
            for (int start = 0; start + length <= tokens.Count; start++)
                yield return length == 1 ? tokens[start] : string.Join(' ', tokens.Skip(start).Take(length));
    }

    /// <summary>All character n-grams of each word, padded with a space on either side, so that a gram tells where a word begins and ends.</summary>
    /// <param name="words">What stands between white space.</param>
    /// <param name="shortest">The smallest number of UTF-16 units in a gram.</param>
    /// <param name="longest">The largest.</param>
    public static IEnumerable<string> CharacterGrams(IReadOnlyList<string> words, int shortest, int longest)
    {
        foreach (string padded in words.Select(word => $" {word} "))
            for (int length = shortest; length <= Math.Min(longest, padded.Length); length++)
                for (int start = 0; start + length <= padded.Length; start++)
                    if (IsWhole(padded, start, length)) yield return padded.Substring(start, length);
    }

    // A gram that cuts a character outside the basic plane (an emoji) in two would not be text.
    private static bool IsWhole(string text, int start, int length)
        => !char.IsLowSurrogate(text[start]) && !char.IsHighSurrogate(text[start + length - 1]);
}

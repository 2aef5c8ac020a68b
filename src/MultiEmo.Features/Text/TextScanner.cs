using System.Globalization;
using System.Text;

namespace MultiEmo.Features.Text;

/// <summary>
/// Cuts a turn into tokens: lower case; a word is a run of letters, marks and digits with apostrophes inside it (<c>don't</c>, however the apostrophe
/// was typed); every other visible character is a token of its own, for <c>?</c> and <c>!</c> carry emotion; two or more dots are one token.
/// </summary>
public static class TextScanner
{
    /// <summary>The token of two or more dots.</summary>
    public const string Dots = "…";

    /// <summary>The tokens in order.</summary>
    public static IReadOnlyList<string> Tokens(string text)
    {
        Rune[] runes = [.. Normalise(text).EnumerateRunes()];
        var tokens = new List<string>();
        for (int start = 0, end; start < runes.Length; start = end)
        {
            end = End(runes, start);
            if (!Rune.IsWhiteSpace(runes[start])) tokens.Add(Spell(runes[start..end]));
        }
        return tokens;
    }

    /// <summary>The text between white space, in lower case, punctuation included: what character n-grams stay within.</summary>
    public static IReadOnlyList<string> Chunks(string text) => Normalise(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Normalise(string text)
        => text.Replace('\u2019', '\'').Replace('\u2018', '\'').Replace('\u02BC', '\'').ToLowerInvariant();

    // Where the token that begins at start ends.
    private static int End(Rune[] runes, int start)
    {
        int end = start + 1;
        if (IsDot(runes[start]))
            while (end < runes.Length && IsDot(runes[end])) end++;
        else if (IsWordPart(runes[start]))
            while (end < runes.Length && (IsWordPart(runes[end]) || IsInnerApostrophe(runes, end))) end++;
        return end;
    }

    private static bool IsDot(Rune rune) => rune.Value is '.' or '…';

    private static bool IsInnerApostrophe(Rune[] runes, int at) => runes[at].Value == '\'' && at + 1 < runes.Length && IsWordPart(runes[at + 1]);

    private static bool IsWordPart(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Spell(Rune[] token)
        => IsDot(token[0]) && (token.Length > 1 || token[0].Value == '…') ? Dots : string.Concat(token.Select(rune => rune.ToString()));
}

using System.Text;

namespace MultiEmo.Features.Text.BytePairs;

/// <summary>
/// Cuts a text into the pieces within which bytes are joined, as GPT-2's pattern does: <c>'s|'t|'re|'ve|'m|'ll|'d</c>, then letters, digits or other
/// signs, each run with the space before it, then white space, of which the last one goes with what follows. The pattern means code points, and a
/// .NET expression sees UTF-16 units, to which a letter beyond U+FFFF is none; so it is written out.
/// </summary>
internal static class TextPieces
{
    private static readonly string[] Endings = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Letter,
        Number,
        Space,
        Other,
    }

    /// <summary>The pieces in order; together they are the text.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var pieces = new List<string>();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = End(text, start);
            pieces.Add(text[start..end]);
        }
        return pieces;
    }

    /// <summary>Where the piece that begins at a place ends.</summary>
    public static int End(ReadOnlySpan<char> text, int start)
    {
        if (text[start] == '\'' && Ending(text[start..]) is > 0 and var length) return start + length;
        int first = text[start] == ' ' && start + 1 < text.Length ? start + 1 : start;
        var kind = KindAt(text, first, out _);
        return kind == Kind.Space ? EndOfSpace(text, start) : EndOfRun(text, first, kind);
    }

    private static int Ending(ReadOnlySpan<char> text)
    {
        foreach (string ending in Endings)
            if (text.StartsWith(ending, StringComparison.Ordinal)) return ending.Length;
        return 0;
    }

    private static int EndOfRun(ReadOnlySpan<char> text, int at, Kind kind)
    {
        while (at < text.Length && KindAt(text, at, out int length) == kind) at += length;
        return at;
    }

    // The last of several spaces goes with the word that follows; at the end of the text there is none.
    private static int EndOfSpace(ReadOnlySpan<char> text, int start)
    {
        int end = EndOfRun(text, start, Kind.Space);
        return end < text.Length && end - start > 1 ? end - 1 : end;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, int at, out int length)
    {
        char unit = text[at];
        length = 1;
        if (char.IsAsciiLetter(unit)) return Kind.Letter;
        // Half a surrogate pair decodes to U+FFFD, which is neither letter nor digit.
        if (!char.IsAscii(unit)) return KindOf(text[at..], out length);
        return char.IsAsciiDigit(unit) ? Kind.Number : char.IsWhiteSpace(unit) ? Kind.Space : Kind.Other;
    }

    private static Kind KindOf(ReadOnlySpan<char> text, out int length)
    {
        _ = Rune.DecodeFromUtf16(text, out var rune, out length);
        if (Rune.IsLetter(rune)) return Kind.Letter;
        return Rune.IsNumber(rune) ? Kind.Number : Rune.IsWhiteSpace(rune) ? Kind.Space : Kind.Other;
    }
}

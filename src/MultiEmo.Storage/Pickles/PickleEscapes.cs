using System.Globalization;
using System.Text;

namespace MultiEmo.Storage.Pickles;

/// <summary>The two ways in which protocol 0 writes text on a line.</summary>
internal static class PickleEscapes
{
    /// <summary>A Python 2 string in quotes, with the escapes of its <c>repr</c>.</summary>
    public static string Quoted(string line)
    {
        bool quoted = line.Length >= 2 && line[0] is '\'' or '"' && line[^1] == line[0];
        if (!quoted) throw new InvalidDataException("a string lacks its quotes");
        return Replace(line[1..^1], Repr);
    }

    /// <summary>Text with <c>\uXXXX</c> and <c>\UXXXXXXXX</c> for what latin1 lacks.</summary>
    public static string Unicode(string line) => Replace(line, Raw);

    private static string Replace(string text, Func<string, int, Escape> escape)
    {
        if (!text.Contains('\\')) return text;
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length;)
        {
            int plain = text.AsSpan(i).IndexOf('\\');
            result.Append(text, i, plain < 0 ? text.Length - i : plain);
            if (plain < 0) break;
            var next = escape(text, i += plain);
            result.Append(next.Text);
            i += next.Length;
        }
        return result.ToString();
    }

    private static Escape Raw(string text, int at)
    {
        int digits = at + 1 < text.Length ? text[at + 1] switch { 'u' => 4, 'U' => 8, _ => 0 } : 0;
        return digits == 0 ? new Escape("\\", 1) : Hex(text, at, digits);
    }

    private static Escape Repr(string text, int at)
    {
        char kind = at + 1 < text.Length ? text[at + 1] : throw new InvalidDataException("a string ends in a backslash");
        if (kind == 'x') return Hex(text, at, 2);
        if (kind is >= '0' and <= '7') return Octal(text, at);
        const string letters = "abfnrtv\\'\"", meanings = "\a\b\f\n\r\t\v\\'\"";
        int place = letters.IndexOf(kind);
        return place >= 0 ? new Escape(meanings[place].ToString(), 2) : new Escape("\\" + kind, 2);
    }

    private static Escape Hex(string text, int at, int digits)
    {
        var number = text.AsSpan(at + 2, Math.Min(digits, text.Length - at - 2));
        bool valid = int.TryParse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            && number.Length == digits && code is >= 0 and <= 0x10FFFF;
        if (!valid) throw new InvalidDataException("an escape in a text cannot be read");
        return new Escape(code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code), digits + 2);
    }

    private static Escape Octal(string text, int at)
    {
        int code = 0, length = 1;
        while (length <= 3 && at + length < text.Length && text[at + length] is >= '0' and <= '7') code = 8 * code + (text[at + length++] - '0');
        return new Escape(((char)(code & 0xFF)).ToString(), length);
    }

    private readonly record struct Escape(string Text, int Length);
}

using System.Text;

namespace MultiEmo.Conversations;

/// <summary>A text file, decoded: UTF-8, UTF-16 with a byte order mark, or else Windows-1252.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Text">Its text without byte order mark.</param>
/// <param name="Remark">A sentence about an encoding that was guessed; null when nothing was.</param>
public sealed record TextFile(string Path, string Text, string? Remark)
{
    private const long LargestFile = 1L << 30;
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Reads and decodes a file of at most 1 GiB.</summary>
    /// <exception cref="BadInputException">Missing, unreadable, too large or no text.</exception>
    public static TextFile Read(string path)
    {
        byte[] bytes = ReadBytes(path);
        var marked = DecodeMarked(path, bytes);
        var file = marked ?? DecodeUnmarked(path, bytes);
        RejectBinary(path, file.Text);
        return file;
    }

    /// <summary>The text of a file; as <see cref="Read"/>, without its remark.</summary>
    /// <exception cref="BadInputException">Missing, unreadable, too large or no text.</exception>
    public static string ReadAllText(string path) => Read(path).Text;

    /// <summary>The lines of a file; line numbers of messages are their index plus 1.</summary>
    /// <exception cref="BadInputException">Missing, unreadable, too large or no text.</exception>
    public static IReadOnlyList<string> Lines(string path) => Read(path).Lines();

    /// <summary>The lines of the text, ended by LF, CRLF or CR; no empty one after the last line end.</summary>
    public IReadOnlyList<string> Lines()
    {
        var lines = new List<string>();
        using var reader = new StringReader(Text);
        while (reader.ReadLine() is { } line) lines.Add(line);
        return lines;
    }

    private static byte[] ReadBytes(string path)
    {
        if (Directory.Exists(path)) throw new BadInputException("this is a folder, not a file", "name the file itself", path);
        if (!File.Exists(path)) throw new BadInputException("there is no such file", "check the path", path);
        try
        {
            if (new FileInfo(path).Length > LargestFile)
                throw new BadInputException("the file is larger than 1 GiB", "split it into several files", path);
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"the file cannot be read ({error.Message.TrimEnd('.')})", "check its permissions", path, inner: error);
        }
    }

    private static TextFile? DecodeMarked(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])) return null;
        try
        {
            var encoding = new UnicodeEncoding(bigEndian: bytes[0] == 0xFE, byteOrderMark: true, throwOnInvalidBytes: true);
            return new TextFile(path, encoding.GetString(bytes[2..]), null);
        }
        catch (DecoderFallbackException error)
        {
            throw new BadInputException("the file says that it is UTF-16 and is not", "save it as UTF-8", path, inner: error);
        }
    }

    private static TextFile DecodeUnmarked(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) bytes = bytes[3..];
        try
        {
            return new TextFile(path, MendControls(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes)), null);
        }
        catch (DecoderFallbackException)
        {
            string name = System.IO.Path.GetFileName(path);
            return new TextFile(path, Windows1252.GetString(bytes), $"{name} is not UTF-8 and was read as Windows-1252.");
        }
    }

    // Windows-1252 taken for Latin-1 and saved as UTF-8 leaves U+0080 to U+009F, which no text uses, for quotation marks and dashes.
    private static string MendControls(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0080', '\u009F')) return text;
        var mended = new StringBuilder(text);
        for (int i = 0; i < mended.Length; i++)
            if (mended[i] is >= '\u0080' and <= '\u009F') mended[i] = Windows1252.GetString([(byte)mended[i]])[0];
        return mended.ToString();
    }

    private static void RejectBinary(string path, string text)
    {
        int zero = text.IndexOf('\0');
        int controls = text.Count(c => c is < ' ' and not ('\t' or '\n' or '\r' or '\f' or '\v') or '\u007F');
        if (zero < 0 && controls * 100L <= text.Length) return;
        long line = 1 + text.AsSpan(0, Math.Max(zero, 0)).Count('\n');
        throw new BadInputException("this is not a text file", "give a text file, in UTF-8 if possible", path, line);
    }
}

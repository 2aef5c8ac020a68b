using System.Text;
using System.Text.Unicode;

namespace MultiEmo.Audio.Wav;

/// <summary>Says what a file seems to be that is no WAV file, from its first bytes, and what to do with it.</summary>
internal static class ForeignFile
{
    /// <summary>First bytes that suffice.</summary>
    public const int BytesToLookAt = 64;

    /// <summary>The remedy for a file that is broken.</summary>
    public const string AnotherCopy = "its header is broken: take another copy of it, or write it again with the program that made it";

    private static readonly Signature[] Signatures =
    [
        new("an MP3 file", [.. "ID3"u8]),
        new("a FLAC file", [.. "fLaC"u8]),
        new("an Ogg file", [.. "OggS"u8]),
        new("an MP4 or M4A file", [.. "ftyp"u8], 4),
        new("an AIFF file", [.. "AIFF"u8], 8),
        new("an AIFF file", [.. "AIFC"u8], 8),
        new("an AVI film", [.. "AVI "u8], 8),
        new("a WAV file with its highest bytes first (RIFX)", [.. "RIFX"u8]),
        new("a Wave64 file", [.. "riff"u8]),
        new("a Core Audio file", [.. "caff"u8]),
        new("an AU file", [.. ".snd"u8]),
        new("a NIST SPHERE file", [.. "NIST_1A"u8]),
        new("an AMR file", [.. "#!AMR"u8]),
        new("a Matroska or WebM file", [0x1A, 0x45, 0xDF, 0xA3]),
        new("a Windows Media file", [0x30, 0x26, 0xB2, 0x75]),
        new("a ZIP archive", [.. "PK"u8, 3, 4]),
        new("a gzip archive", [0x1F, 0x8B]),
        new("a text file", [0xFF, 0xFE]),
        new("a text file", [0xFE, 0xFF]),
    ];

    /// <summary>The error for a file that begins so and is no WAV file.</summary>
    public static AudioFormatException Fault(string path, ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty) return new(path, "is empty", "take another copy of it");
        if (head.StartsWith("RIFF"u8[..Math.Min(4, head.Length)]) && head.Length < 12)
            return new(path, "ends within its RIFF header", "take another copy of it", head.Length);
        if (head.StartsWith("version https://git-lfs"u8))
            return new(path, "is a text file that stands for one in Git LFS", "fetch it: git lfs pull", 0);
        var kind = Kind(head);
        var remedy = kind is "a text file" ? "name the sound file itself" : Convert(path);
        return new(path, kind is null ? "is not a WAV file: it does not begin with RIFF and WAVE" : $"is {kind}, not a WAV file", remedy, 0);
    }

    /// <summary>The command that makes a WAV file of it.</summary>
    public static string Convert(string path)
    {
        var isWav = Path.GetExtension(path).Equals(".wav", StringComparison.OrdinalIgnoreCase);
        return $"convert it first: ffmpeg -i {Quoted(path)} -ac 1 {Quoted(Path.ChangeExtension(path, isWav ? ".pcm.wav" : ".wav"))}";
    }

    private static string? Kind(ReadOnlySpan<byte> head)
    {
        foreach (var signature in Signatures)
            if (signature.IsIn(head)) return signature.Kind;
        if (IsMpeg(head)) return (head[1] & 0x06) == 0 ? "an AAC file" : "an MP3 file";
        if (head.Length >= 12 && head.StartsWith("RIFF"u8)) return $"a RIFF file of type '{Encoding.Latin1.GetString(head[8..12])}'";
        return IsText(head) ? "a text file" : null;
    }

    // Eleven bits set begin a frame of MPEG audio; two more would be a layer of 0, which is AAC's.
    private static bool IsMpeg(ReadOnlySpan<byte> head) => head.Length >= 2 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0;

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (var each in head)
            if (each is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r') or 0x7F) return false;
        return IsUtf8(head);
    }

    // The last letter may be cut.
    private static bool IsUtf8(ReadOnlySpan<byte> head)
    {
        for (var cut = 0; cut < 4 && cut < head.Length; cut++)
            if (Utf8.IsValid(head[..^cut])) return true;
        return false;
    }

    private static string Quoted(string path) => path.AsSpan().ContainsAny(" '()&;$") ? $"\"{path}\"" : path;
}

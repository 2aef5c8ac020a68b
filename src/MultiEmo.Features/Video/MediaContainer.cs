using System.Text;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Video;

/// <summary>
/// The kind of a media file by its first bytes, whatever its name. ffmpeg is told the kind and guesses none itself, so that lists of other
/// files, patterns of names and streams of the network, all of which it would follow, are never opened.
/// </summary>
internal static class MediaContainer
{
    private const int Head = 1024, TransportPacket = 188, BluRayPacket = 192;
    private const string Remedy = "give a video file (mp4, mov, mkv, webm, avi, mpg, ts, wmv, flv, ogv), or convert it to one";

    /// <summary>ffmpeg's name of the kind.</summary>
    /// <exception cref="BadInputException">The file is missing, empty, a folder, not readable, a list of other files, or no media file.</exception>
    public static string Of(string path)
    {
        if (File.Exists(path) && new FileInfo(path).Length == 0) throw new BadInputException("is empty", "copy or convert it again", path);
        using var stream = InputFile.Open(path);
        var head = new byte[Head];
        int length = stream.ReadAtLeast(head, Head, throwOnEndOfStream: false);
        var bytes = head.AsSpan(0, length);
        return OfBoxes(bytes) ?? OfRiff(bytes) ?? OfStart(bytes) ?? OfTransport(bytes) ?? throw Unknown(bytes, path);
    }

    // QuickTime's family: the length of a box, then its type.
    private static string? OfBoxes(ReadOnlySpan<byte> head)
    {
        string[] first = ["ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp", "moof"];
        return head.Length >= 8 && first.Contains(Encoding.Latin1.GetString(head[4..8])) ? "mov" : null;
    }

    private static string? OfRiff(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12 || !(head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8))) return null;
        return Encoding.Latin1.GetString(head[8..12]) switch
        {
            "AVI " => "avi",
            "WAVE" => "wav",
            "WEBP" => "webp_pipe",
            _ => null,
        };
    }

    private static string? OfStart(ReadOnlySpan<byte> head) => head switch
    {
        [0x1A, 0x45, 0xDF, 0xA3, ..] => "matroska",
        [0x30, 0x26, 0xB2, 0x75, ..] => "asf",
        [0, 0, 1, 0xBA, ..] => "mpeg",
        [0, 0, 1, 0xB3, ..] => "mpegvideo",
        [0xFF, 0xD8, 0xFF, ..] => "jpeg_pipe",
        [0x89, 0x50, 0x4E, 0x47, ..] => "png_pipe",
        [0xFF, 0xF1 or 0xF9, ..] => "aac",
        [0xFF, 0xFA or 0xFB or 0xF2 or 0xF3, ..] => "mp3",
        [0x06, 0x0E, 0x2B, 0x34, ..] => "mxf",
        _ when head.StartsWith("OggS"u8) => "ogg",
        _ when head.StartsWith("FLV"u8) => "flv",
        _ when head.StartsWith("GIF8"u8) => "gif",
        _ when head.StartsWith("ID3"u8) => "mp3",
        _ when head.StartsWith("fLaC"u8) => "flac",
        _ when head.StartsWith(".RMF"u8) => "rm",
        _ when head.StartsWith("YUV4MPEG2"u8) => "yuv4mpegpipe",
        _ => null,
    };

    private static string? OfTransport(ReadOnlySpan<byte> head)
    {
        const byte sync = 0x47;
        if (head.Length <= 2 * BluRayPacket + 4) return null;
        bool plain = head[0] == sync && head[TransportPacket] == sync && head[2 * TransportPacket] == sync;
        bool timed = head[4] == sync && head[4 + BluRayPacket] == sync && head[4 + 2 * BluRayPacket] == sync;
        return plain || timed ? "mpegts" : null;
    }

    private static BadInputException Unknown(ReadOnlySpan<byte> head, string path)
    {
        string text = Encoding.Latin1.GetString(head).TrimStart('\u00EF', '\u00BB', '\u00BF').TrimStart();
        string[] lists = ["#EXTM3U", "ffconcat", "[playlist]", "<MPD", "<smil", "<asx", "v=0", "http:", "https:", "file ", "RTSPtext"];
        bool markup = text.StartsWith('<') && (text.Contains("<MPD", StringComparison.Ordinal) || text.Contains("<smil", StringComparison.Ordinal));
        if (markup || lists.Any(list => text.StartsWith(list, StringComparison.OrdinalIgnoreCase)))
            return new BadInputException("is a list of other media, not a video", "give the video file itself; lists are not followed", path);
        bool words = head.IndexOfAnyInRange((byte)0, (byte)8) < 0;
        return new BadInputException(words ? "is text, not a video" : "is no video of a known kind, or its beginning is damaged", Remedy, path);
    }
}

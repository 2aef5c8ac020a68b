using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MultiEmo.Features.Video;

/// <summary>What ffmpeg's version decides.</summary>
internal static partial class FfmpegVersion
{
    private const double NewName = 5.1;

    /// <summary>Whether it knows <c>-fps_mode</c>; builds that name no number are newer.</summary>
    /// <exception cref="Conversations.BadInputException">It cannot be started.</exception>
    public static bool KnowsFpsMode(Ffmpeg ffmpeg)
    {
        var match = Number().Match(Said(ffmpeg));
        return !match.Success || double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) >= NewName;
    }

    /// <summary>The version as it names it: a number, or the mark of a build.</summary>
    /// <exception cref="Conversations.BadInputException">It cannot be started.</exception>
    public static string Of(Ffmpeg ffmpeg) => Said(ffmpeg).Split(' ') is [_, _, var version, ..] ? version : "unknown";

    private static string Said(Ffmpeg ffmpeg)
    {
        using var process = new MediaProcess(
            ffmpeg.Program, ["-version"], ffmpeg.Program, ffmpeg.Patience, _ => { }, () => { }, CancellationToken.None);
        var head = new byte[200];
        return Encoding.Latin1.GetString(head, 0, process.Read(head));
    }

    [GeneratedRegex(@"^ffmpeg version n?(\d+\.\d+)")]
    private static partial Regex Number();
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Video;

/// <summary>
/// A pass of ffmpeg over a video. Each frame's time comes on its standard error, by its filter showinfo, before the pixels come on its
/// standard output; both are in the same order.
/// </summary>
internal sealed partial class FrameDecoding : IDisposable
{
    private readonly BlockingCollection<long> times = [];
    private readonly MediaLog complaints;
    private readonly MediaProcess process;
    private bool ended;

    private FrameDecoding(VideoInfo info, Ffmpeg ffmpeg, IEnumerable<string> query, CancellationToken stop)
    {
        complaints = new MediaLog(info.Path);
        process = new MediaProcess(ffmpeg.Program, query, info.Path, ffmpeg.Patience, Heard, times.CompleteAdding, stop);
    }

    /// <summary>The first thing that ffmpeg complained about; null when there was none.</summary>
    public string? Complaint => complaints.Complaint;

    /// <summary>A pass for the pixels of some frames.</summary>
    public static FrameDecoding OfPixels(VideoInfo info, Ffmpeg ffmpeg, FrameQuery query, CancellationToken stop)
    {
        var track = info.RequirePicture();
        string[] seek = query.Seek is { } from ? ["-ss", from.ToString("0.######", CultureInfo.InvariantCulture)] : [];
        string filters = $"select='{query.Condition}',showinfo=checksum=0,scale={track.Width}:{track.Height}";
        string[] output = ["-pix_fmt", "rgb24", "-c:v", "rawvideo", "-f", "rawvideo", "pipe:1"];
        return new FrameDecoding(info, ffmpeg, [.. Beginning, .. seek, .. Middle(info, ffmpeg, filters), .. output], stop);
    }

    /// <summary>The times of all frames, by decoding them all.</summary>
    /// <exception cref="BadInputException">The file cannot be decoded.</exception>
    public static IReadOnlyList<long> AllTimes(VideoInfo info, Ffmpeg ffmpeg, CancellationToken stop)
    {
        using var decoding = new FrameDecoding(info, ffmpeg, [.. Beginning, .. Middle(info, ffmpeg, "showinfo=checksum=0"), "-f", "null", "-"], stop);
        int exit = decoding.process.Wait();
        long[] all = [.. decoding.times];
        return all.Length > 0 || exit == 0 ? all : throw decoding.Fault();
    }

    /// <summary>Reads the next frame.</summary>
    /// <param name="pixels">Filled with it.</param>
    /// <returns>Its time in ticks; null at the end.</returns>
    /// <exception cref="BadInputException">ffmpeg hung.</exception>
    public long? Read(byte[] pixels)
    {
        ended = process.Read(pixels) < pixels.Length;
        if (ended) return null;
        return times.TryTake(out long time, Timeout.Infinite) ? time : throw complaints.Fault("ffmpeg tells no times of its frames");
    }

    /// <summary>Makes an error of what it complained about, all of it where it has no more frames.</summary>
    public BadInputException Fault()
    {
        if (ended) process.Wait();
        return complaints.Fault("ffmpeg finds no frame in it");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.Dispose();
        times.Dispose();
    }

    private static string[] Beginning => ["-hide_banner", "-nostdin", "-v", "repeat+level+info", "-copyts"];

    // Frames as they are, none doubled to keep a rate and none left out.
    private static IEnumerable<string> Middle(VideoInfo info, Ffmpeg ffmpeg, string filters) =>
    [
        .. MediaQuestion.Input(info.Path, info.Container), "-map", $"0:{info.RequirePicture().Stream}", "-an", "-sn", "-dn",
        ffmpeg.KnowsFpsMode ? "-fps_mode" : "-vsync", "passthrough", "-vf", filters,
    ];

    private void Heard(string line)
    {
        if (ShownFrame().Match(line) is { Success: true } match) times.Add(long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        else complaints.Add(line);
    }

    [GeneratedRegex(@"^\[Parsed_showinfo_\d+ @ [^\]]+\] \[info\] n: *\d+ pts: *(-?\d+) ")]
    private static partial Regex ShownFrame();
}

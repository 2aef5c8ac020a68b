using System.Buffers.Text;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Video;

/// <summary>When each frame of a video is shown, on the clock of the file.</summary>
/// <param name="Ticks">The times in order, in ticks of the video's clock.</param>
/// <param name="AreStored">Whether the file itself stores them; else they came of decoding it all.</param>
internal sealed record FrameTimes(long[] Ticks, bool AreStored)
{
    /// <summary>Lists them: from the file's packets, without decoding, or where these do not tell by decoding.</summary>
    /// <exception cref="BadInputException">There is no frame, or the file cannot be read.</exception>
    public static FrameTimes Read(VideoInfo info, Ffmpeg ffmpeg, CancellationToken stop)
    {
        var track = info.RequirePicture();
        var times = Stored(info, track, ffmpeg, stop) is { } stored
            ? new FrameTimes(stored, true)
            : new FrameTimes(InOrder(FrameDecoding.AllTimes(info, ffmpeg, stop)), false);
        if (times.Ticks.Length > 0) return times;
        throw new BadInputException("has no picture that can be shown", "it is damaged or empty; copy or convert it again", info.Path);
    }

    /// <summary>The place of the frame that is shown at a time: the last that is not later, or the first.</summary>
    public int At(double ticks)
    {
        int place = Array.BinarySearch(Ticks, (long)Math.Floor(ticks));
        return place >= 0 ? place : Math.Max(0, ~place - 1);
    }

    // Null when a packet does not tell when its frame is shown.
    private static long[]? Stored(VideoInfo info, VideoTrack track, Ffmpeg ffmpeg, CancellationToken stop)
    {
        var ticks = new List<long>();
        bool known = true;
        string[] what = ["-select_streams", $"{track.Stream}", "-show_entries", "packet=pts,flags", "-of", "csv=p=0"];
        new MediaQuestion(ffmpeg, info.Path, info.Container).AskLines(what, line =>
        {
            if (line.IsEmpty || line.Contains((byte)'D')) return;
            if (Utf8Parser.TryParse(line, out long time, out int length) && length > 0) ticks.Add(time);
            else known = false;
        }, stop);
        return known ? InOrder(ticks) : null;
    }

    private static long[] InOrder(IEnumerable<long> ticks) => [.. ticks.Distinct().Order()];
}

using MultiEmo.Conversations;

namespace MultiEmo.Features.Video;

/// <summary>
/// The frames of a video, one at a time in the order of showing: red, green and blue as ffmpeg converts them, turned as the file says. Of a
/// frame's time nothing is guessed: rates may vary. Only a frame and what the decoder keeps is in memory, however long the video.
/// </summary>
public sealed class VideoFrames
{
    private const double WorthSeeking = 5;
    private readonly Ffmpeg ffmpeg;
    private readonly VideoTrack track;
    private readonly CancellationToken stop;
    private readonly FrameTimes times;

    private VideoFrames(VideoInfo info, Ffmpeg ffmpeg, CancellationToken stop)
    {
        (Info, this.ffmpeg, this.stop) = (info, ffmpeg, stop);
        track = info.RequirePicture();
        times = FrameTimes.Read(info, ffmpeg, stop);
        Times = Array.ConvertAll(times.Ticks, Seconds);
    }

    /// <summary>What the file is.</summary>
    public VideoInfo Info { get; }

    /// <summary>When each frame is shown, in seconds from the file's start.</summary>
    public IReadOnlyList<double> Times { get; }

    /// <summary>The first thing that kept a frame from being decoded whole; null as long as all was well. Other frames are right.</summary>
    public string? Fault { get; private set; }

    /// <summary>Opens a video and lists its frames' times.</summary>
    /// <param name="path">The file.</param>
    /// <param name="ffmpeg">The programs.</param>
    /// <param name="stop">Ends the work, of reading frames too.</param>
    /// <exception cref="BadInputException">The file is missing, damaged, no video, too large, or ffmpeg hangs on it.</exception>
    public static VideoFrames Open(string path, Ffmpeg ffmpeg, CancellationToken stop = default)
        => new(VideoInfo.Read(path, ffmpeg, stop), ffmpeg, stop);

    /// <summary>The places of the frames that are shown in a part of the video: at least the one that is shown when it begins.</summary>
    /// <param name="start">Its beginning in seconds; null is the video's.</param>
    /// <param name="end">Its end, which is not in it; null is the video's.</param>
    /// <exception cref="BadInputException">The part begins after the last frame, or ends before it begins.</exception>
    public Range Between(double? start = null, double? end = null)
    {
        double last = Info.Duration is { } duration ? Math.Max(duration, Times[^1]) : Times[^1];
        if (start > last) throw new BadInputException($"ends at {last:0.###} s, and what begins at {start:0.###} s is asked for",
            "compare the times with the video", Info.Path);
        if (end <= start)
            throw new BadInputException($"is asked for from {start:0.###} to {end:0.###} s", "the end comes after the start", Info.Path);
        int first = start is { } from ? times.At(Ticks(from)) : 0;
        int until = end is { } to ? times.At(Math.Ceiling(Ticks(to) - 1) - 1) + 1 : Times.Count;
        bool began = start is { } begin && Ticks(begin) - 1 > times.Ticks[first];
        if (began && first + 1 < until) first++;
        return first..Math.Max(until, first + 1);
    }

    /// <summary>The place of the frame that is shown at a time: the last that is not later, or the first.</summary>
    public int At(double time) => times.At(Ticks(time));

    /// <summary>Reads frames; the pixels of each are overwritten by the next.</summary>
    /// <param name="places">Their places among <see cref="Times"/>, in order, each once; frames between them are decoded only where there
    /// is no jumping over them.</param>
    /// <exception cref="BadInputException">None can be decoded, or ffmpeg hangs.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public IEnumerable<Frame> Read(IEnumerable<int> places)
    {
        int[] wanted = [.. places];
        var pixels = new byte[track.Width * track.Height * 3];
        int read = 0;
        foreach (var query in FrameQuery.Passes(wanted, times, Seconds, CanJump ? WorthSeeking : null))
        {
            using var decoding = FrameDecoding.OfPixels(Info, ffmpeg, query, stop);
            int given = 0;
            foreach (var frame in Frames(decoding, pixels, query))
            {
                given++;
                yield return frame;
            }
            read += given;
            if (given < query.Wanted.Count) Missing(decoding, read);
            Fault ??= decoding.Complaint;
        }
    }

    // Those that come; what cannot be decoded is not among them, a time that comes twice is one frame, and one behind the last ends them.
    private IEnumerable<Frame> Frames(FrameDecoding decoding, byte[] pixels, FrameQuery query)
    {
        long last = long.MinValue;
        while (last < query.Wanted[^1] && decoding.Read(pixels) is { } time)
        {
            if (time == last) continue;
            last = time;
            if (time > query.Wanted[^1]) yield break;
            yield return new Frame(track.Width, track.Height, pixels, Seconds(time));
        }
    }

    private void Missing(FrameDecoding decoding, int read)
    {
        var fault = decoding.Fault();
        if (read == 0) throw fault;
        Fault ??= fault.Problem;
    }

    // Where every packet has its time and the file an index, the frames behind a jump are those of decoding it all.
    private bool CanJump => times.AreStored && (Info.Container is "mov" or "matroska" || (Info.Container == "avi" && !track.IsReordered));

    private double Seconds(long ticks) => ticks * track.Tick - Info.Start;

    // Half a tick forgives what rounding a time to decimals took from it.
    private double Ticks(double seconds) => (seconds + Info.Start) / track.Tick + 0.5;
}

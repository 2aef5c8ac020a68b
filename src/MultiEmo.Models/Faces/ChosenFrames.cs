using MultiEmo.Features.Video;

namespace MultiEmo.Models.Faces;

/// <summary>The frames of a video, or of a part of it, in which faces are looked for where only those are looked at that are used.</summary>
public static class ChosenFrames
{
    /// <summary>Up to 20 frames, evenly over the time of the part.</summary>
    /// <param name="video">The video.</param>
    /// <param name="part">Places of the part's frames, as <see cref="VideoFrames.Between"/> tells them.</param>
    /// <returns>Places among all frames of the video, rising.</returns>
    public static IReadOnlyList<int> Needed(VideoFrames video, Range part)
    {
        var (offset, count) = part.GetOffsetAndLength(video.Times.Count);
        double[] times = [.. video.Times.Skip(offset).Take(count)];
        return [.. FrameChoices.Needed(times, End(video, offset + count)).Select(place => offset + place)];
    }

    // A part's last frame is gone when the next comes; the video's, after as long as the one before was shown.
    private static double End(VideoFrames video, int next)
    {
        var times = video.Times;
        if (next < times.Count) return times[next];
        return times.Count < 2 ? times[^1] + 1 : times[^1] + times[^1] - times[^2];
    }
}

using System.Globalization;

namespace MultiEmo.Features.Video;

/// <summary>Which frames one pass of ffmpeg shall give.</summary>
/// <param name="Wanted">Their times in order, in ticks.</param>
/// <param name="IsRun">Whether no other frame is between them.</param>
/// <param name="Seek">Seconds from the file's start to jump to before decoding; null: decode from the beginning.</param>
internal sealed record FrameQuery(ArraySegment<long> Wanted, bool IsRun, double? Seek)
{
    private const double Margin = 0.25;

    // ffmpeg's expressions are not made for thousands of terms.
    private const int MostTerms = 50;

    /// <summary>Frames in as few passes as are sensible: a pass that would decode a long stretch for nothing jumps instead.</summary>
    /// <param name="places">Places of the frames among all, in order.</param>
    /// <param name="times">The times of all.</param>
    /// <param name="seconds">Turns ticks into seconds from the file's start.</param>
    /// <param name="worthSeeking">Seconds that are decoded rather than jumped over; null: jumps are not exact in this file.</param>
    public static IEnumerable<FrameQuery> Passes(int[] places, FrameTimes times, Func<long, double> seconds, double? worthSeeking)
    {
        long[] wanted = Array.ConvertAll(places, place => times.Ticks[place]);
        for (int first = 0, end = 1; first < wanted.Length; first = end++)
        {
            while (end < wanted.Length && !IsFar(end) && (end - first < MostTerms || places[end] - places[first] == end - first)) end++;
            double from = seconds(wanted[first]) - Margin;
            bool run = places[end - 1] - places[first] == end - 1 - first;
            yield return new FrameQuery(new(wanted, first, end - first), run, worthSeeking is not null && from > Margin ? from : null);
        }

        bool IsFar(int place) => worthSeeking is { } gap && seconds(wanted[place]) - seconds(wanted[place - 1]) > gap;
    }

    /// <summary>
    /// The condition of ffmpeg's filter that lets these frames through, and those behind the last: ffmpeg gives a frame away once it has the next,
    /// and would look for one to the end of the file.
    /// </summary>
    public string Condition => IsRun
        ? string.Create(CultureInfo.InvariantCulture, $"gte(pts,{Wanted[0]})")
        : string.Join('+', Wanted.SkipLast(1).Select(Equal).Append(string.Create(CultureInfo.InvariantCulture, $"gte(pts,{Wanted[^1]})")));

    private static string Equal(long time) => string.Create(CultureInfo.InvariantCulture, $"eq(pts,{time})");
}

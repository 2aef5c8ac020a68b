using System.Numerics;

namespace MultiEmo.Audio.Smoothing;

/// <summary>Mean of each value over three frames, one frame late: takes the jitter out of contours. Remembers past frames.</summary>
/// <remarks>
/// y[t] = (x[t-1] + x[t] + x[t+1]) / 3. Where zeros are gaps, a 0 stays 0 and a value is averaged with those of its neighbours that are not
/// 0. n frames in are n + 1 frames out (see <see cref="FrameWindow"/>). Contours of different length are smoothed each on its own and cut
/// to the shortest, as openSMILE 3 does. The end may be taken early: what comes after it goes on where the averages then stand. Units and
/// range are those of the input.
/// </remarks>
internal sealed class MovingAverage
{
    private const float Frames = 3.0f;
    private readonly FrameWindow window;
    private readonly Zeros zeros;

    /// <summary>Prepares to smooth.</summary>
    /// <param name="width">Values of a frame.</param>
    /// <param name="zeros">What a 0 means.</param>
    public MovingAverage(int width, Zeros zeros) => (window, this.zeros) = (new FrameWindow(width, 1), zeros);

    /// <summary>Takes a frame in.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="smoothed">Receives a smoothed frame, as wide as the input's.</param>
    /// <returns>Whether a smoothed frame came out.</returns>
    public bool Push(ReadOnlySpan<float> frame, Span<float> smoothed) => window.Push(frame) && Average(smoothed);

    /// <summary>Gives one more frame at the end of the input; to be called until it gives none.</summary>
    /// <param name="smoothed">Receives a smoothed frame.</param>
    /// <returns>Whether there was one.</returns>
    public bool Finish(Span<float> smoothed) => window.Finish() && Average(smoothed);

    private bool Average(Span<float> smoothed)
    {
        var before = window.At(-1);
        var here = window.At(0);
        var after = window.At(1);
        if (zeros == Zeros.AreGaps)
            AverageValues(before, here, after, smoothed);
        else
            AverageAll(before, here, after, smoothed);
        return true;
    }

    private static void AverageAll(ReadOnlySpan<float> before, ReadOnlySpan<float> here, ReadOnlySpan<float> after, Span<float> smoothed)
    {
        var i = 0;
        for (; i <= here.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var sum = new Vector<float>(here[i..]) + new Vector<float>(before[i..]) + new Vector<float>(after[i..]);
            (sum / new Vector<float>(Frames)).CopyTo(smoothed[i..]);
        }
        for (; i < here.Length; i++)
            smoothed[i] = (here[i] + before[i] + after[i]) / Frames;
    }

    private static void AverageValues(ReadOnlySpan<float> before, ReadOnlySpan<float> here, ReadOnlySpan<float> after, Span<float> smoothed)
    {
        for (var i = 0; i < here.Length; i++)
        {
            var values = 1 + (before[i] != 0 ? 1 : 0) + (after[i] != 0 ? 1 : 0);
            smoothed[i] = here[i] != 0 ? (here[i] + before[i] + after[i]) / values : 0;
        }
    }
}

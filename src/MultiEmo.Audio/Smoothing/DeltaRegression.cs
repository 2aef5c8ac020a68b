using System.Numerics;

namespace MultiEmo.Audio.Smoothing;

/// <summary>Slope of each value over five frames, two frames late: how fast a contour moves. Remembers past frames.</summary>
/// <remarks>
/// d[t] = sum over i = 1, 2 of i (x[t+i] - x[t-i]) / 10, in the input's unit per frame; the regression of the HTK Book. n frames in are n +
/// 2 frames out (see <see cref="FrameWindow"/>). Where zeros are gaps, a pair with a 0 is left out, and the divisor, once 10, grows by i^2
/// with every pair taken, over all values and all frames: a mistake of openSMILE 3 that makes those deltas shrink with time, kept because
/// its sets are what they are. The end may be taken early: what comes after it goes on where the deltas then stand.
/// </remarks>
internal sealed class DeltaRegression
{
    private const int Reach = 2;
    private const float Norm = 2.0f * ((1 * 1) + (2 * 2));
    private readonly FrameWindow window;
    private readonly Zeros zeros;
    private float divisor = Norm;

    /// <summary>Prepares to take deltas.</summary>
    /// <param name="width">Values of a frame.</param>
    /// <param name="zeros">What a 0 means.</param>
    public DeltaRegression(int width, Zeros zeros) => (window, this.zeros) = (new FrameWindow(width, Reach), zeros);

    /// <summary>Takes a frame in.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="deltas">Receives a frame of deltas, as wide as the input's.</param>
    /// <returns>Whether a frame of deltas came out.</returns>
    public bool Push(ReadOnlySpan<float> frame, Span<float> deltas) => window.Push(frame) && Regress(deltas);

    /// <summary>Gives one more frame at the end of the input; to be called until it gives none.</summary>
    /// <param name="deltas">Receives a frame of deltas.</param>
    /// <returns>Whether there was one.</returns>
    public bool Finish(Span<float> deltas) => window.Finish() && Regress(deltas);

    private bool Regress(Span<float> deltas)
    {
        if (zeros == Zeros.AreGaps)
            RegressValues(deltas);
        else
            RegressAll(deltas);
        return true;
    }

    private void RegressAll(Span<float> deltas)
    {
        var before2 = window.At(-2);
        var before = window.At(-1);
        var after = window.At(1);
        var after2 = window.At(2);
        var i = 0;
        for (; i <= before.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var near = new Vector<float>(after[i..]) - new Vector<float>(before[i..]);
            var far = new Vector<float>(after2[i..]) - new Vector<float>(before2[i..]);
            ((near + (2.0f * far)) / new Vector<float>(Norm)).CopyTo(deltas[i..]);
        }
        for (; i < before.Length; i++)
            deltas[i] = (after[i] - before[i] + (2.0f * (after2[i] - before2[i]))) / Norm;
    }

    private void RegressValues(Span<float> deltas)
    {
        var width = window.At(0).Length;
        for (var value = 0; value < width; value++)
        {
            var sum = 0.0f;
            for (var i = 1; i <= Reach; i++)
                AddPair(window.At(-i)[value], window.At(i)[value], i, ref sum);
            deltas[value] = sum / divisor;
        }
    }

    private void AddPair(float before, float after, int distance, ref float sum)
    {
        if (before == 0 || after == 0)
            return;
        sum += distance * (after - before);
        divisor += distance * distance;
    }
}

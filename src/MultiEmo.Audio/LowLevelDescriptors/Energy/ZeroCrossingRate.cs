using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Energy;

/// <summary>Share of a frame's samples at which the signal changes its sign: high for noise, low for voice.</summary>
/// <remarks>
/// A crossing lies at n = 1..N-2 where x[n-1] x[n] is below 0, or where x[n] is 0 and x[n-1] x[n+1] is not above 0; the rate is crossings /
/// N, in 0..1. A stretch of zeros therefore counts as crossings, as openSMILE 3 computes it: digital silence has the rate (N - 2) / N.
/// </remarks>
internal static class ZeroCrossingRate
{
    /// <summary>Rate of one frame.</summary>
    public static float Of(ReadOnlySpan<float> frame)
    {
        var counts = Vector<int>.Zero;
        var n = 1;
        for (; n <= frame.Length - 1 - Vector<float>.Count; n += Vector<float>.Count)
            counts -= Crossings(new(frame[(n - 1)..]), new(frame[n..]), new(frame[(n + 1)..]));
        var count = Vector.Sum(counts);
        for (; n < frame.Length - 1; n++)
        {
            if (Crosses(frame[n - 1], frame[n], frame[n + 1]))
                count++;
        }
        return (float)count / frame.Length;
    }

    private static Vector<int> Crossings(Vector<float> before, Vector<float> here, Vector<float> after)
    {
        var touches = Vector.LessThanOrEqual(before * after, Vector<float>.Zero) & Vector.Equals(here, Vector<float>.Zero);
        return touches | Vector.LessThan(before * here, Vector<float>.Zero);
    }

    private static bool Crosses(float before, float here, float after) => (before * after <= 0 && here == 0) || before * here < 0;
}

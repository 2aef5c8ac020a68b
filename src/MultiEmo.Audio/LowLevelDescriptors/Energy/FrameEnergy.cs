using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Energy;

/// <summary>Energy of a frame's samples: how loud it is before any model of hearing.</summary>
/// <remarks>
/// Mean square = sum x[n]^2 / N in squared sample units, root mean square its root; samples lie in -1..1. Squares are floats, their sum a
/// double.
/// </remarks>
internal static class FrameEnergy
{
    /// <summary>Mean of the squared samples, in 0..1.</summary>
    public static float MeanSquare(ReadOnlySpan<float> frame) => (float)(SumOfSquares(frame) / frame.Length);

    /// <summary>Root of the mean of the squared samples, in 0..1.</summary>
    public static float RootMeanSquare(ReadOnlySpan<float> frame) => (float)Math.Sqrt(SumOfSquares(frame) / frame.Length);

    private static double SumOfSquares(ReadOnlySpan<float> frame)
    {
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        var n = 0;
        for (; n <= frame.Length - Vector<float>.Count; n += Vector<float>.Count)
        {
            var x = new Vector<float>(frame[n..]);
            Vector.Widen(x * x, out var first, out var second);
            low += first;
            high += second;
        }
        var sum = Vector.Sum(low + high);
        for (; n < frame.Length; n++)
            sum += frame[n] * frame[n];
        return sum;
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultiEmo.Audio.LowLevelDescriptors.Formants;

/// <summary>Coefficients a[1..11] of the prediction error filter, A(z) = 1 + sum of a[i] z^-i, by the autocorrelation method.</summary>
/// <remarks>
/// Levinson's and Durbin's recursion (Makhoul, Linear prediction: a tutorial review, Proc. IEEE 63, 1975). All in single precision with sums in the
/// order of time, as openSMILE 3 computes it: frames whose spectrum falls steeply magnify each rounding. A silent frame yields zeros.
/// </remarks>
/// <param name="frameLength">Samples of a frame.</param>
internal sealed class LinearPrediction(int frameLength)
{
    /// <summary>Number of coefficients.</summary>
    public const int Order = 11;

    private const int Lags = Order + 1;
    private readonly float[] backwards = new float[frameLength + Lags];
    private readonly float[] autocorrelation = new float[Lags];

    /// <summary>Predicts one frame.</summary>
    /// <param name="frame">Samples.</param>
    /// <param name="coefficients">a[1..11].</param>
    public void Compute(ReadOnlySpan<float> frame, Span<float> coefficients)
    {
        Correlate(frame);
        coefficients[..Order].Clear();
        if (autocorrelation[0] != 0)
            Solve(autocorrelation, coefficients);
    }

    /// <summary>Sums x[n] x[n - lag] of the twelve lags side by side; what lies before the frame is zero.</summary>
    private void Correlate(ReadOnlySpan<float> frame)
    {
        frame.CopyTo(backwards);
        backwards.AsSpan(0, frameLength).Reverse();
        ref var past = ref MemoryMarshal.GetArrayDataReference(backwards);
        var (a, b, c) = (Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero);
        for (var n = 0; n < frameLength; n++)
        {
            var from = (nuint)(frameLength - 1 - n);
            var x = Vector128.Create(frame[n]);
            a += x * Vector128.LoadUnsafe(ref past, from);
            b += x * Vector128.LoadUnsafe(ref past, from + 4);
            c += x * Vector128.LoadUnsafe(ref past, from + 8);
        }
        a.CopyTo(autocorrelation, 0);
        b.CopyTo(autocorrelation, 4);
        c.CopyTo(autocorrelation, 8);
    }

    private static void Solve(ReadOnlySpan<float> correlation, Span<float> a)
    {
        var error = correlation[0];
        for (var order = 1; order <= Order && error != 0; order++)
        {
            var sum = correlation[order];
            for (var i = 1; i < order; i++)
                sum += a[i - 1] * correlation[order - i];
            var reflection = -1.0f / error * sum;
            Extend(a[..order], reflection);
            error *= 1.0f - (reflection * reflection);
        }
    }

    private static void Extend(Span<float> a, float reflection)
    {
        a[^1] = reflection;
        for (var (low, high) = (0, a.Length - 2); low <= high; low++, high--)
            (a[low], a[high]) = (a[low] + (reflection * a[high]), a[high] + (reflection * a[low]));
    }
}

using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>How much the magnitude spectrum changed since the frame before; keeps that frame.</summary>
/// <remarks>Flux = sqrt(sum over k of (M[k] - M'[k])^2 / bins), in units of magnitude, at least 0; the first frame gives 0.</remarks>
internal sealed class SpectralFlux
{
    private readonly float[] previous;
    private readonly int first;
    private bool started;

    /// <summary>Takes in the bins first..last.</summary>
    /// <param name="first">First bin.</param>
    /// <param name="last">Last bin.</param>
    public SpectralFlux(int first, int last)
    {
        this.first = first;
        previous = new float[last - first + 1];
    }

    /// <summary>Over the whole spectrum but the bin at 0 Hz.</summary>
    public static SpectralFlux Above0Hertz(FrequencyAxis axis) => new(1, axis.Bins - 1);

    /// <summary>From 0 Hz to the last bin below a frequency.</summary>
    public static SpectralFlux Below(FrequencyAxis axis, double hertz) => new(0, Math.Max(0, axis.CountBelow(hertz) - 1));

    /// <summary>Flux against the frame before.</summary>
    public float Compute(ReadOnlySpan<float> magnitude)
    {
        var now = magnitude.Slice(first, previous.Length);
        var flux = started ? (float)Math.Sqrt(SquaredDistance(now, previous) / previous.Length) : 0;
        now.CopyTo(previous);
        started = true;
        return flux;
    }

    private static double SquaredDistance(ReadOnlySpan<float> now, float[] before)
    {
        var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
        var k = 0;
        for (; k <= before.Length - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(now[k..]), out var nowLow, out var nowHigh);
            Vector.Widen(new Vector<float>(before, k), out var beforeLow, out var beforeHigh);
            low += (nowLow - beforeLow) * (nowLow - beforeLow);
            high += (nowHigh - beforeHigh) * (nowHigh - beforeHigh);
        }
        var sum = Vector.Sum(low + high);
        for (; k < before.Length; k++)
        {
            var difference = (double)now[k] - before[k];
            sum += difference * difference;
        }
        return sum;
    }
}

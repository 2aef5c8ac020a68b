using System.Globalization;
using System.Numerics;

namespace MultiEmo.Audio.Wav;

/// <summary>Looks for samples that are no numbers, or infinite: one of them would spoil every feature of its frame.</summary>
internal static class Finiteness
{
    /// <summary>Index of the first such sample; -1 when there is none.</summary>
    public static int FirstBad(ReadOnlySpan<float> samples)
    {
        var largest = new Vector<float>(float.MaxValue);
        var at = 0;
        for (; at <= samples.Length - Vector<float>.Count; at += Vector<float>.Count)
            if (!Vector.LessThanOrEqualAll(Vector.Abs(new Vector<float>(samples[at..])), largest)) break;
        for (; at < samples.Length; at++)
            if (!float.IsFinite(samples[at])) return at;
        return -1;
    }

    /// <summary>A clause about such a sample.</summary>
    public static string Describe(float value, long index, int sampleRate)
    {
        var seconds = ((double)index / sampleRate).ToString("0.###", CultureInfo.InvariantCulture);
        return $"sample {index} (at {seconds} s) is {(float.IsNaN(value) ? "not a number" : "infinite")}";
    }
}

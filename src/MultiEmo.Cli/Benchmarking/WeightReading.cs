using System.Numerics;
using System.Runtime.InteropServices;

namespace MultiEmo.Cli.Benchmarking;

/// <summary>One reading of numbers: the least that a product of a matrix and a vector could take.</summary>
internal static class WeightReading
{
    private const int Streams = 8;

    /// <summary>The sum, as fast as one thread reads: from eight places at once, so that no sum and no cache line waits for another.</summary>
    public static float Sum(float[] numbers)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(numbers);
        int part = vectors.Length / Streams;
        Vector<float> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (int i = 0; i < part; i++)
        {
            (a, b, c, d) = (a + vectors[i], b + vectors[i + part], c + vectors[i + (2 * part)], d + vectors[i + (3 * part)]);
            (e, f) = (e + vectors[i + (4 * part)], f + vectors[i + (5 * part)]);
            (g, h) = (g + vectors[i + (6 * part)], h + vectors[i + (7 * part)]);
        }
        return Vector.Sum(a + b + c + d + e + f + g + h);
    }
}

using System.Numerics;


namespace MultiEmo.Audio.LowLevelDescriptors.Pitch;

/// <summary>Magnitude spectrum on an axis of octaves, weighted as the ear hears: what subharmonic summation adds up.</summary>
/// <remarks>
/// Bins farther than two from a spectral peak are cleared, the rest is smoothed by (1, 2, 1) / 4, laid by a natural cubic spline on as many points
/// equally far apart in log2 of the frequency, and weighted by 0.5 + atan(3 (i + 1 - s) / o) / pi, with o points an octave and s = o log2(65/50) - 1.
/// After Hermes, Measurement of pitch by subharmonic summation (JASA 83, 1988).
/// </remarks>
internal sealed class OctaveSpectrum
{
    private const double LowestFrequency = 25.0;
    private readonly NaturalSpline spline;
    private readonly double[] weights;
    private readonly double[] values;
    private readonly double[] smoothed;
    private readonly double[] interpolated;

    /// <summary>Prepares axis, spline and weights.</summary>
    /// <param name="bins">Bins of the magnitude spectrum.</param>
    /// <param name="binWidth">Distance of two bins in Hz.</param>
    public OctaveSpectrum(int bins, double binWidth)
    {
        Points = bins;
        // openSMILE keeps the frame's length as a float here, which moves pitches in their eighth digit, and those by which periods are sought.
        binWidth = 1.0 / (float)(1.0 / binWidth);
        var highest = binWidth * (bins - 1);
        (Lowest, Highest) = (Log2(LowestFrequency), Log2(highest));
        PointsPerOctave = bins / (Math.Log(highest / LowestFrequency) / Math.Log(2.0));
        spline = new NaturalSpline(SourceAxis(bins, binWidth), TargetAxis(bins));
        weights = new double[bins];
        var start = (PointsPerOctave * Log2(65.0 / 50.0)) - 1.0;
        for (var i = 0; i < bins; i++)
            weights[i] = 0.5 + (Math.Atan(3.0 * (i + 1 - start) / PointsPerOctave) / Math.PI);
        (values, smoothed, interpolated) = (new double[bins], new double[bins], new double[bins]);
    }

    /// <summary>Points of the octave axis, as many as bins.</summary>
    public int Points { get; }

    /// <summary>Points of an octave, a fraction.</summary>
    public double PointsPerOctave { get; }

    /// <summary>log2 of the axis' first frequency in Hz.</summary>
    public double Lowest { get; }

    /// <summary>log2 of the axis' last frequency in Hz.</summary>
    public double Highest { get; }

    /// <summary>Moves a magnitude spectrum onto the axis.</summary>
    public void Compute(ReadOnlySpan<float> magnitude, Span<float> octaves)
    {
        for (var k = 0; k < values.Length; k++)
            values[k] = magnitude[k];
        SpectralPeaks.Keep(magnitude, values);
        Smooth(values, smoothed);
        spline.Interpolate(smoothed, interpolated);
        for (var i = 0; i < octaves.Length; i++)
        {
            var value = (float)interpolated[i];
            octaves[i] = value > 0 ? (float)(value * weights[i]) : 0;
        }
    }

    private static double Log2(double x) => Math.Log(x) / Math.Log(2.0);

    private static double[] SourceAxis(int bins, double binWidth)
    {
        var axis = new double[bins];
        for (var k = 1; k < bins; k++)
            axis[k] = Log2(k * binWidth);
        // 0 Hz has no logarithm: the axis is continued below its first frequency.
        axis[0] = (2.0 * axis[1]) - axis[2];
        return axis;
    }

    private double[] TargetAxis(int points)
    {
        var axis = new double[points];
        var step = (Highest - Lowest) / (points - 1);
        for (var i = 0; i < points; i++)
            axis[i] = Lowest + (i * step);
        return axis;
    }

    private static void Smooth(double[] a, double[] b)
    {
        var last = a.Length - 1;
        b[0] = ((2.0 * a[0]) + a[1]) / 4.0;
        var k = 1;
        for (; k <= last - Vector<double>.Count; k += Vector<double>.Count)
            ((new Vector<double>(a, k - 1) + (2.0 * new Vector<double>(a, k)) + new Vector<double>(a, k + 1)) * 0.25).CopyTo(b, k);
        for (; k < last; k++)
            b[k] = (a[k - 1] + (2.0 * a[k]) + a[k + 1]) / 4.0;
        b[last] = a[last];
    }
}

using System.Numerics;
using MultiEmo.Audio.Framing;

namespace MultiEmo.Audio.Spectra;

/// <summary>Magnitude spectrum of a windowed frame, |X[k]| for k = 0..N/2, in sample units times samples.</summary>
/// <remarks>The frame lies in the middle of the transform, with as many zeros before as after it: phases are counted from there. Not safe for use by
/// two threads at once.</remarks>
internal sealed class FrameSpectrum
{
    private readonly float[] window;
    private readonly float[] padded;
    private readonly int before;
    private readonly RealFourier fourier;
    private readonly float[] real;
    private readonly float[] imaginary;

    /// <summary>Prepares window and transform.</summary>
    /// <param name="grid">The frames' length and padding.</param>
    /// <param name="window">One weight per sample of a frame.</param>
    public FrameSpectrum(FrameGrid grid, float[] window)
    {
        this.window = window;
        fourier = new RealFourier(grid.TransformSize);
        Windowed = new float[grid.Length];
        padded = new float[grid.TransformSize];
        before = (grid.TransformSize - grid.Length) / 2;
        Magnitude = new float[grid.Bins];
        (real, imaginary) = (new float[grid.Bins], new float[grid.Bins]);
    }

    /// <summary>The latest frame under its window.</summary>
    public float[] Windowed { get; }

    /// <summary>Magnitudes of the latest frame, one per bin.</summary>
    public float[] Magnitude { get; }

    /// <summary>Takes the spectrum of a frame.</summary>
    public void Compute(ReadOnlySpan<float> frame)
    {
        Multiply(frame, window, Windowed);
        Windowed.CopyTo(padded, before);
        fourier.Forward(padded, real, imaginary);
        Magnitudes(real, imaginary, Magnitude);
    }

    /// <summary>The complex spectrum of the latest frame: [0] bin 0, [1] bin N/2, then real and imaginary parts in turn.</summary>
    public void CopyPacked(Span<float> packed) => RealFourier.Pack(real, imaginary, packed);

    private static void Multiply(ReadOnlySpan<float> x, float[] weights, float[] product)
    {
        var n = 0;
        for (; n <= weights.Length - Vector<float>.Count; n += Vector<float>.Count)
            (new Vector<float>(x[n..]) * new Vector<float>(weights, n)).CopyTo(product, n);
        for (; n < weights.Length; n++)
            product[n] = x[n] * weights[n];
    }

    private static void Magnitudes(float[] re, float[] im, float[] magnitude)
    {
        var k = 0;
        for (; k <= re.Length - Vector<float>.Count; k += Vector<float>.Count)
        {
            var (x, y) = (new Vector<float>(re, k), new Vector<float>(im, k));
            Vector.SquareRoot((x * x) + (y * y)).CopyTo(magnitude, k);
        }
        for (; k < re.Length; k++)
            magnitude[k] = MathF.Sqrt((re[k] * re[k]) + (im[k] * im[k]));
    }
}

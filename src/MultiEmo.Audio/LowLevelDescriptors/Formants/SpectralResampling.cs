using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Formants;

/// <summary>A frame at about 11 kHz, synthesised from its spectrum as a sum of cosines and sines of the low bins.</summary>
/// <remarks>
/// y[i] = 2/N (X[0] + sum over 0 &lt; k &lt; K/2 of Re X[k] cos(2 pi k i / m) - Im X[k] sin(2 pi k i / m)), i = 0..M-1, as openSMILE 3 computes it.
/// M is the frame's length in whole samples of the new rate, m = M N / L the length of the padded frame (L: samples of the frame before padding).
/// Two of its ways show in every formant. The frame lies in the middle of the transform, (N - L) / 2 samples (rounded down) from its start, but
/// only the first M of m samples are taken: they begin with silence and lack the frame's end. K = min(N, M), not m, so that a frame padded far
/// loses what lies above M/2 bins: 3.4 kHz at rates of 8 and 16 kHz. The Nyquist bin counts where M is not below N. Products are summed bin by bin
/// in single precision, for linear prediction magnifies the rounding.
/// </remarks>
internal sealed class SpectralResampling
{
    /// <summary>The rate aimed at in Hz; whole frames make the true one a little lower or higher.</summary>
    public const double TargetRate = 11000.0;

    private const double FrameSeconds = 0.020;
    private const int Side = 4;
    private static readonly int TileWidth = Side * Vector<float>.Count;

    private readonly int first;
    private readonly int end;
    private readonly float scale;
    private readonly float[] weights;
    private readonly float[] padded;

    /// <summary>Computes the table of cosines and sines.</summary>
    /// <param name="sampleRate">Sampling rate of the sound in Hz.</param>
    /// <param name="frameLength">Samples of a frame of 20 ms.</param>
    /// <param name="transformSize">Size N of the Fourier transform of the frame padded with zeros.</param>
    public SpectralResampling(double sampleRate, int frameLength, int transformSize)
    {
        var paddedSeconds = FrameSeconds * ((double)transformSize / frameLength);
        var filled = transformSize * (FrameSeconds / paddedSeconds);
        Length = (int)Math.Round(transformSize * (TargetRate / sampleRate) * FrameSeconds / paddedSeconds, MidpointRounding.AwayFromZero);
        first = Length >= transformSize ? 1 : 2;
        end = Math.Min(transformSize, Length) & ~1;
        scale = transformSize / 2;
        padded = new float[(Length + TileWidth - 1) / TileWidth * TileWidth];
        weights = new float[padded.Length * Math.Max(0, end - first)];
        Fill(transformSize, transformSize * (Length / filled));
    }

    /// <summary>Samples of the resampled frame, M.</summary>
    public int Length { get; }

    /// <summary>Resamples one frame.</summary>
    /// <param name="packed">Spectrum: [0] bin 0, [1] bin N/2, then real and imaginary part of bins 1..N/2-1.</param>
    /// <param name="samples">The frame at the new rate, M samples.</param>
    public void Compute(ReadOnlySpan<float> packed, Span<float> samples)
    {
        for (var at = 0; at < padded.Length; at += TileWidth)
            Tile(packed, at);
        padded.AsSpan(0, Length).CopyTo(samples);
    }

    private void Tile(ReadOnlySpan<float> packed, int at)
    {
        var width = Vector<float>.Count;
        var a = new Vector<float>(packed[0]);
        var (b, c, d) = (a, a, a);
        var row = weights.AsSpan(at * (end - first));
        foreach (var part in packed[first..end])
        {
            var x = new Vector<float>(part);
            a += x * new Vector<float>(row);
            b += x * new Vector<float>(row[width..]);
            c += x * new Vector<float>(row[(2 * width)..]);
            d += x * new Vector<float>(row[(3 * width)..]);
            row = row[TileWidth..];
        }
        (a / new Vector<float>(scale)).CopyTo(padded, at);
        (b / new Vector<float>(scale)).CopyTo(padded, at + width);
        (c / new Vector<float>(scale)).CopyTo(padded, at + (2 * width));
        (d / new Vector<float>(scale)).CopyTo(padded, at + (3 * width));
    }

    private void Fill(int transformSize, double period)
    {
        for (var part = first; part < end; part++)
            for (var i = 0; i < Length; i++)
            {
                var tile = i / TileWidth * TileWidth;
                weights[(tile * (end - first)) + ((part - first) * TileWidth) + (i - tile)] = (float)Wave(part, i, transformSize, period);
            }
    }

    private static double Wave(int part, int i, int transformSize, double period)
    {
        var bin = part == 1 ? transformSize / 2 : part / 2;
        var angle = 2.0 * Math.PI * ((long)bin * i) / period;
        return part == 1 || part % 2 == 0 ? Math.Cos(angle) : -Math.Sin(angle);
    }
}

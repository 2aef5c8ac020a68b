namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Band-pass from 1 to 29 Hz over the time course of each band: keeps what changes as speech does. Remembers past frames.</summary>
/// <remarks>
/// y[t] = b0 x[t] + b1 x[t-1] - b1 x[t-3] - b0 x[t-4] + a y[t-1], with b0 = 2 / n, b1 = -4 c / n, c = cos(2 pi 29 T), n = sqrt(10 (32 c^2 +
/// 8)), a = 1 - sin(2 pi T), T the seconds between two frames. The first five frames give 0 and feed nothing back. After Hermansky and
/// Morgan, RASTA processing of speech (IEEE TSAP 2, 1994), with the cut-offs as openSMILE 3 sets them.
/// </remarks>
internal sealed class RastaFilter
{
    private const double LowestFrequency = 1.0;
    private const double HighestFrequency = 29.0;
    private const int SilentFrames = 5;
    private readonly float outer;
    private readonly float inner;
    private readonly float feedback;
    private readonly float[] first;
    private readonly float[] second;
    private readonly float[] third;
    private readonly float[] fourth;
    private int frames;

    /// <summary>Prepares the filter for so many bands.</summary>
    /// <param name="bands">Number of bands.</param>
    /// <param name="period">Seconds between two frames.</param>
    public RastaFilter(int bands, double period)
    {
        var cosine = (float)Math.Cos(2.0 * Math.PI * HighestFrequency * period);
        var norm = (float)Math.Sqrt(10.0 * ((32.0 * cosine * cosine) + 8.0));
        outer = (float)(2.0 / norm);
        inner = (float)(-4.0 * cosine / norm);
        feedback = (float)(1.0 - Math.Sin(2.0 * Math.PI * LowestFrequency * period));
        (first, second) = (new float[bands], new float[bands]);
        (third, fourth) = (new float[bands], new float[bands]);
    }

    /// <summary>Filters the next frame in place.</summary>
    public void Apply(Span<float> frame)
    {
        var running = frames >= SilentFrames;
        var fedBack = running ? feedback : 0;
        for (var m = 0; m < frame.Length; m++)
        {
            var x = frame[m];
            var y = (outer * x) + first[m];
            first[m] = (inner * x) + second[m] + (fedBack * y);
            second[m] = third[m];
            third[m] = (-inner * x) + fourth[m];
            fourth[m] = -outer * x;
            frame[m] = running ? y : 0;
        }
        if (!running)
            frames++;
    }
}

using System.Numerics;

namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Mel-frequency cepstral coefficients 1..n, liftered: the shape of the spectrum in few, nearly independent numbers.</summary>
/// <remarks>
/// c[i] = (1 + 11 sin(pi i / 22)) sqrt(2 / 26) sum over m of ln max(32767^2 B[m], 1) cos(pi i (m + 1/2) / 26). Davis and Mermelstein,
/// Comparison of parametric representations (IEEE TASSP 28, 1980); scale, floor and lifter as in the HTK Book. Added up in floats band by
/// band, as openSMILE 3 does. Not safe for use by two threads at once.
/// </remarks>
internal sealed class MelCepstrum
{
    private const float SampleScale = (float)(32767.0 * 32767.0);
    private const float Floor = 1.0f;
    private const float Lifter = 22.0f;
    private readonly float[] lifter;
    private readonly float[] cosines;
    private readonly float[] logarithms;
    private readonly float[] sums;

    /// <summary>Prepares the tables.</summary>
    /// <param name="coefficients">How many coefficients, from the first on.</param>
    public MelCepstrum(int coefficients)
    {
        lifter = new float[coefficients];
        logarithms = new float[MelFilterBank.Bands];
        sums = new float[(coefficients + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count];
        cosines = new float[logarithms.Length * sums.Length];
        var scale = (float)Math.Sqrt(2.0 / MelFilterBank.Bands);
        for (var i = 0; i < coefficients; i++)
        {
            lifter[i] = (1.0f + (Lifter / 2.0f * MathF.Sin((float)Math.PI * (i + 1) / Lifter))) * scale;
            for (var m = 0; m < logarithms.Length; m++)
                cosines[(m * sums.Length) + i] = (float)Math.Cos(Math.PI * ((i + 1.0) / MelFilterBank.Bands) * (m + 0.5));
        }
    }

    /// <summary>Coefficients of one frame.</summary>
    /// <param name="bands">Power of the mel bands.</param>
    /// <param name="cepstrum">Receives the coefficients.</param>
    public void Compute(ReadOnlySpan<float> bands, Span<float> cepstrum)
    {
        for (var m = 0; m < logarithms.Length; m++)
            logarithms[m] = MathF.Log(MathF.Max(bands[m] * SampleScale, Floor));
        for (var i = 0; i < sums.Length; i += Vector<float>.Count)
            Transform(i).CopyTo(sums, i);
        for (var i = 0; i < lifter.Length; i++)
            cepstrum[i] = sums[i] * lifter[i];
    }

    private Vector<float> Transform(int coefficient)
    {
        var sum = Vector<float>.Zero;
        for (var m = 0; m < logarithms.Length; m++)
            sum += new Vector<float>(logarithms[m]) * new Vector<float>(cosines, (m * sums.Length) + coefficient);
        return sum;
    }
}

namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>Auditory spectrum whose bands' logarithms pass a RASTA filter: loudness less steady sounds. Remembers past frames.</summary>
/// <remarks>
/// A[m] = exp(0.33 (r(ln max(B[m], 9.3e-10)) + ln E(f[m]))), r the filter over time. Hermansky and Morgan, RASTA processing of speech (IEEE
/// TSAP 2, 1994). Not safe for use by two threads at once.
/// </remarks>
internal sealed class RastaAuditorySpectrum
{
    private readonly RastaFilter filter;
    private readonly float[] weights;

    /// <summary>Prepares filter and weights.</summary>
    /// <param name="centres">Centres of the bands in Hz.</param>
    /// <param name="period">Seconds between two frames.</param>
    public RastaAuditorySpectrum(double[] centres, double period)
    {
        filter = new RastaFilter(centres.Length, period);
        weights = [.. centres.Select(centre => MathF.Log((float)EqualLoudness.Weight(centre)))];
    }

    /// <summary>Filtered loudness of each band from the power of the next frame's bands.</summary>
    public void Compute(ReadOnlySpan<float> bands, Span<float> auditory)
    {
        for (var m = 0; m < weights.Length; m++)
            auditory[m] = MathF.Log(MathF.Max(bands[m], AuditorySpectrum.Floor));
        filter.Apply(auditory[..weights.Length]);
        for (var m = 0; m < weights.Length; m++)
            auditory[m] = MathF.Exp((auditory[m] + weights[m]) * AuditorySpectrum.Compression);
    }
}

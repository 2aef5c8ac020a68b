namespace MultiEmo.Audio.Sets;

/// <summary>Magnitude spectra of the latest frames, kept until their pitch is decided.</summary>
/// <param name="count">Spectra that are kept.</param>
/// <param name="bins">Bins of a spectrum.</param>
internal sealed class RecentSpectra(int count, int bins)
{
    private readonly float[] magnitudes = new float[count * bins];

    /// <summary>Keeps the spectrum of a frame in place of the oldest.</summary>
    public void Keep(long frame, ReadOnlySpan<float> magnitude) => magnitude.CopyTo(magnitudes.AsSpan(Start(frame)));

    /// <summary>The spectrum of one of the latest frames.</summary>
    public ReadOnlySpan<float> Of(long frame) => magnitudes.AsSpan(Start(frame), bins);

    private int Start(long frame) => (int)(frame % count) * bins;
}

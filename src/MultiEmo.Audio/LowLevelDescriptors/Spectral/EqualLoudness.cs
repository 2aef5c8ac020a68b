namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>How sensitive the ear is at a frequency, relative to where it is most sensitive.</summary>
/// <remarks>
/// E(w) = 1e32 (w^2 + 56.8e6) w^4 / ((w^2 + 6.3e6)^2 (w^2 + 0.38e9) (w^7 + 1.7e31)), w = 2 pi f; no unit, about 1 at its greatest. After
/// Hermansky, Perceptual linear predictive analysis of speech (JASA 87, 1990), who has w^6 + 9.58e26 in the last factor; this one as
/// openSMILE 3 computes it.
/// </remarks>
internal static class EqualLoudness
{
    /// <summary>Weight of power at a frequency in Hz.</summary>
    public static double Weight(double hertz)
    {
        var w = 2.0 * Math.PI * hertz;
        var square = w * w;
        var corner = square + 6.3e6;
        var steep = (square * square * square * w) + 1.7e31;
        return 1e32 * ((square + 56.8e6) * square * square) / (corner * corner * (square + 0.38e9) * steep);
    }
}

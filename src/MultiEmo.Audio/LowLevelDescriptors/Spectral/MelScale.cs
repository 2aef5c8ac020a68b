namespace MultiEmo.Audio.LowLevelDescriptors.Spectral;

/// <summary>The mel scale of pitch.</summary>
/// <remarks>m = 1127 ln(1 + f / 700), f in Hz; O'Shaughnessy, Speech Communication (1987), as the HTK Book writes it.</remarks>
internal static class MelScale
{
    private const double Scale = 1127.0;
    private const double Corner = 700.0;

    /// <summary>Mel of a frequency in Hz, 0 at and below 0 Hz.</summary>
    public static double OfHertz(double hertz) => hertz > 0.0 ? Scale * Math.Log(1.0 + (hertz / Corner)) : 0.0;

    /// <summary>Frequency in Hz of a mel.</summary>
    public static double ToHertz(double mel) => Corner * (Math.Exp(mel / Scale) - 1.0);
}

namespace MultiEmo.Audio.Functionals.Sets;

/// <summary>The levels of eGeMAPSv02 that are described by functionals, and the contours of each, named as openSMILE 3 names them.</summary>
/// <remarks>"sma3" marks a contour smoothed over three frames, "sma3nz" one smoothed over those of the three that are not 0; "V" and "UV" mark
/// contours that are 0 outside voiced and outside unvoiced frames.</remarks>
internal static class EGeMapsV02Levels
{
    /// <summary>Pitch in semitones, 0 where unvoiced.</summary>
    public const int Pitch = 0;

    /// <summary>Loudness.</summary>
    public const int Loudness = 1;

    /// <summary>Spectral flux and cepstrum of all frames.</summary>
    public const int Spectrum = 2;

    /// <summary>Voice quality, harmonics and formants.</summary>
    public const int Voice = 3;

    /// <summary>Spectrum of voiced frames.</summary>
    public const int VoicedSpectrum = 4;

    /// <summary>Spectrum of unvoiced frames.</summary>
    public const int UnvoicedSpectrum = 5;

    /// <summary>Energy of all frames.</summary>
    public const int Energy = 6;

    /// <summary>Names of the contours of every level, in the order of the levels.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Contours { get; } =
    [
        ["F0semitoneFrom27.5Hz_sma3nz"],
        ["loudness_sma3"],
        Suffixed("_sma3", "spectralFlux", "mfcc1", "mfcc2", "mfcc3", "mfcc4"),
        Suffixed("_sma3nz", [
            "jitterLocal", "shimmerLocaldB", "HNRdBACF", "logRelF0-H1-H2", "logRelF0-H1-A3",
            .. Enumerable.Range(1, 3).SelectMany(n => new[] { $"F{n}frequency", $"F{n}bandwidth", $"F{n}amplitudeLogRelF0" })]),
        Suffixed("_sma3nz",
            "alphaRatioV", "hammarbergIndexV", "slopeV0-500", "slopeV500-1500", "spectralFluxV", "mfcc1V", "mfcc2V", "mfcc3V", "mfcc4V"),
        Suffixed("_sma3nz", "alphaRatioUV", "hammarbergIndexUV", "slopeUV0-500", "slopeUV500-1500", "spectralFluxUV"),
        ["equivalentSoundLevel"],
    ];

    private static string[] Suffixed(string suffix, params string[] names) => [.. names.Select(name => name + suffix)];
}

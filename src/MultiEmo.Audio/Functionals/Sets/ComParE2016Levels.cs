namespace MultiEmo.Audio.Functionals.Sets;

/// <summary>The levels of ComParE_2016 that are described by functionals, and the contours of each, named as openSMILE 3 names them.</summary>
/// <remarks>"sma" marks a contour smoothed over three frames, "de" its delta.</remarks>
internal static class ComParE2016Levels
{
    /// <summary>Loudness, energy and zero crossings.</summary>
    public const int Energy = 0;

    /// <summary>Deltas of <see cref="Energy"/>.</summary>
    public const int EnergyDelta = 1;

    /// <summary>Auditory spectrum, spectral shape and cepstrum.</summary>
    public const int Spectrum = 2;

    /// <summary>Deltas of <see cref="Spectrum"/>.</summary>
    public const int SpectrumDelta = 3;

    /// <summary>Pitch, voicing and voice quality, 0 where unvoiced.</summary>
    public const int Voicing = 4;

    /// <summary>Deltas of <see cref="Voicing"/>.</summary>
    public const int VoicingDelta = 5;

    /// <summary>Pitch by itself, the first contour of <see cref="Voicing"/>.</summary>
    public const int Pitch = 6;

    private static readonly string[] EnergyNames = ["audspec_lengthL1norm", "audspecRasta_lengthL1norm", "pcm_RMSenergy", "pcm_zcr"];

    private static readonly string[] ShapeNames =
    [
        "fband250-650", "fband1000-4000", "spectralRollOff25.0", "spectralRollOff50.0", "spectralRollOff75.0", "spectralRollOff90.0", "spectralFlux",
        "spectralCentroid", "spectralEntropy", "spectralVariance", "spectralSkewness", "spectralKurtosis", "spectralSlope",
        "psySharpness", "spectralHarmonicity",
    ];

    private static readonly string[] VoicingNames = ["F0final", "voicingFinalUnclipped", "jitterLocal", "jitterDDP", "shimmerLocal", "logHNR"];

    /// <summary>Names of the contours of every level, in the order of the levels.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Contours { get; } =
    [
        Suffixed(EnergyNames, "_sma"),
        Suffixed(EnergyNames, "_sma_de"),
        SpectrumNames("_sma"),
        SpectrumNames("_sma_de"),
        Suffixed(VoicingNames, "_sma"),
        Suffixed(VoicingNames, "_sma_de"),
        ["F0final_sma_ff0"],
    ];

    private static string[] Suffixed(string[] names, string suffix) => [.. names.Select(name => name + suffix)];

    private static string[] SpectrumNames(string suffix) =>
    [
        .. Enumerable.Range(0, 26).Select(band => $"audSpec_Rfilt{suffix}[{band}]"),
        .. ShapeNames.Select(shape => $"pcm_fftMag_{shape}{suffix}"),
        .. Enumerable.Range(1, 14).Select(coefficient => $"mfcc{suffix}[{coefficient}]"),
    ];
}

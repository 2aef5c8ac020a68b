using MultiEmo.Audio.Prosody;

namespace MultiEmo.Audio;

/// <summary>
/// Eight values of how something is said, as Praat measures them: order, units and settings are those of the tables published for MELD.
/// Formulas and agreement are in <c>docs/models/audio.md</c>.
/// </summary>
/// <param name="Duration">Seconds.</param>
/// <param name="MeanIntensity">Mean power in dB above 2e-5, full scale being 1; -300 where there is no sound at all.</param>
/// <param name="IntensityDeviation">Standard deviation of the intensity in dB.</param>
/// <param name="MeanPitch">Mean pitch of the voiced frames in Hz, 75 to 600; null where none is voiced.</param>
/// <param name="PitchDeviation">Its standard deviation in Hz; null where none is voiced.</param>
/// <param name="PitchRange">Highest less lowest pitch in Hz; null where none is voiced.</param>
/// <param name="ArticulationRate">Syllables per second of phonation; null where no syllable is found.</param>
/// <param name="MeanHarmonicity">Mean harmonics-to-noise ratio in dB; null where all is silent.</param>
public sealed record SpeechProsody(
    double Duration, double MeanIntensity, double IntensityDeviation,
    double? MeanPitch, double? PitchDeviation, double? PitchRange, double? ArticulationRate, double? MeanHarmonicity)
{
    private const double IntensityFloor = 100;

    /// <summary>What sets and extractors call the eight values together.</summary>
    public const string SetName = "prosody";

    /// <summary>The shortest sound that can be measured, in seconds: a window of intensity.</summary>
    public const double Shortest = 0.064;

    /// <summary>Names of the values, as the published tables spell them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "duration", "avg_intensity", "intensity_variation", "avg_pitch", "pitch_std", "pitch_range", "articulation_rate", "mean_hnr",
    ];

    /// <summary>Measures a sound.</summary>
    /// <param name="waveform">The sound; time and memory grow with its length.</param>
    /// <returns>Null when it is shorter than <see cref="Shortest"/>.</returns>
    public static SpeechProsody? Of(Waveform waveform)
    {
        var sound = new Samples(waveform);
        var intensity = Intensity.Of(sound, IntensityFloor);
        if (intensity.Frames.Count == 0) return null;
        double[] voiced = PitchTrack.Of(sound, PitchSettings.Speech).Voiced;
        bool any = voiced.Length > 0;
        return new SpeechProsody(sound.Duration, intensity.Mean, intensity.Deviation,
            any ? voiced.Average() : null, any ? Spread.Deviation(voiced) : null, any ? voiced.Max() - voiced.Min() : null,
            SyllableNuclei.Rate(sound), Harmonicity.Mean(sound));
    }

    /// <summary>The values in the order of <see cref="Names"/>; null is a blank.</summary>
    public IReadOnlyList<double?> Values =>
        [Duration, MeanIntensity, IntensityDeviation, MeanPitch, PitchDeviation, PitchRange, ArticulationRate, MeanHarmonicity];
}

using MultiEmo.Audio.Prosody;

namespace MultiEmo.Audio;

/// <summary>
/// Eight values of how something is said, as Praat measures them: order, units and settings are those of the tables published for MELD. What has no
/// value is null, never a number that looks like one.
/// </summary>
/// <param name="Duration">Seconds.</param>
/// <param name="MeanIntensity">Mean power in dB above 2e-5, full scale being 1; -300 where all samples are equal.</param>
/// <param name="IntensityDeviation">Standard deviation of the intensity in dB.</param>
/// <param name="MeanPitch">Mean pitch of the voiced frames in Hz, between 75 and 600; null where none is voiced.</param>
/// <param name="PitchDeviation">Its standard deviation in Hz; null where none is voiced.</param>
/// <param name="PitchRange">Highest less lowest pitch in Hz; null where none is voiced.</param>
/// <param name="ArticulationRate">Syllables per second of phonation; null where no syllable is found.</param>
/// <param name="MeanHarmonicity">Mean harmonics-to-noise ratio in dB; null where all is silent.</param>
public sealed record SpeechProsody(
    double Duration, double MeanIntensity, double IntensityDeviation,
    double? MeanPitch, double? PitchDeviation, double? PitchRange, double? ArticulationRate, double? MeanHarmonicity)
{
    /// <summary>The shortest sound that can be measured, in seconds: 6.4 periods of 100 Hz, a window of intensity.</summary>
    public const double Shortest = 0.064;

    private const double IntensityFloor = 100;

    // A period of 600 Hz then has four samples.
    private const int LowestRate = 2400;

    /// <summary>Names of the values, as the published tables spell them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "duration", "avg_intensity", "intensity_variation", "avg_pitch", "pitch_std", "pitch_range", "articulation_rate", "mean_hnr",
    ];

    /// <summary>The values in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<double?> Values =>
        [Duration, MeanIntensity, IntensityDeviation, MeanPitch, PitchDeviation, PitchRange, ArticulationRate, MeanHarmonicity];

    /// <summary>Whether nothing is to be heard: all samples are equal.</summary>
    public bool IsSilent => MeanIntensity <= Intensity.Silence;

    /// <summary>Measures a sound.</summary>
    /// <param name="waveform">The sound; the longer it is, the more time and memory it takes.</param>
    /// <returns>Null when it is shorter than <see cref="Shortest"/>.</returns>
    /// <exception cref="AudioFormatException">The rate is below 2.4 kHz, too low for a pitch of 600 Hz.</exception>
    public static SpeechProsody? Of(Waveform waveform) => Of(waveform, AudioFeatures.Unnamed);

    /// <summary>Measures a sound that has a name.</summary>
    /// <param name="waveform">As <see cref="Of(Waveform)"/>.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="AudioFormatException">As <see cref="Of(Waveform)"/>.</exception>
    public static SpeechProsody? Of(Waveform waveform, string name)
    {
        if (waveform.SampleRate < LowestRate)
            throw new AudioFormatException(name, $"has {waveform.SampleRate} samples per second", $"give a sound with at least {LowestRate}");
        var sound = new Samples(waveform);
        var intensity = Intensity.Of(sound, IntensityFloor);
        if (intensity.Frames.Count == 0) return null;
        if (intensity.Mean <= Intensity.Silence) return Silence(sound.Duration);
        double[] voiced = PitchTrack.Of(sound, PitchSettings.Speech).Voiced;
        bool any = voiced.Length > 0;
        return new SpeechProsody(sound.Duration, intensity.Mean, intensity.Deviation,
            any ? voiced.Average() : null, any ? Spread.Deviation(voiced) : null, any ? voiced.Max() - voiced.Min() : null,
            SyllableNuclei.Rate(sound), Harmonicity.Mean(sound));
    }

    // Of samples that are all equal but not 0, rounding alone would leave a murmur that has a pitch.
    private static SpeechProsody Silence(double duration) => new(duration, Intensity.Silence, 0, null, null, null, null, null);
}

using MultiEmo.Audio;

namespace MultiEmo.Tests.Audio;

/// <summary>Descriptors of voices whose pitch, formants and irregularities are known.</summary>
public class VoiceTests
{
    private const int Rate = 16000;

    // Subharmonic summation errs by an octave at times: at 180 Hz it hears this vowel at 362, as openSMILE does.
    [Theory, InlineData(90), InlineData(120), InlineData(150), InlineData(240), InlineData(330)]
    public void The_pitch_of_a_vowel_is_found(double pitch)
    {
        float[] found = Contour(AudioSet.ComParE2016, SyntheticVoice.Vowel(Rate, 0.6, pitch), "F0final_sma")[5..^8];

        Assert.All(found, hertz => Assert.InRange(hertz, pitch * 0.985, pitch * 1.015));
    }

    [Fact]
    public void Noise_has_no_pitch() =>
        Assert.All(Contour(AudioSet.EGeMapsV02, SyntheticVoice.Noise(Rate, 0.6), "F0semitoneFrom27.5Hz_sma3nz"), pitch => Assert.Equal(0, pitch));

    [Fact]
    public void An_octave_is_twelve_semitones()
    {
        float Mean(double pitch) => new AudioFeatures(AudioSet.EGeMapsV02).Extract(new Waveform(SyntheticVoice.Vowel(Rate, 0.6, pitch), Rate))
            ["F0semitoneFrom27.5Hz_sma3nz_amean"];

        Assert.Equal(12, Mean(220) - Mean(110), 0.3);
    }

    [Fact]
    public void An_irregular_voice_has_more_jitter_and_shimmer_and_less_harmony()
    {
        float[] steady = SyntheticVoice.Vowel(Rate, 1, 120);
        float[] rough = SyntheticVoice.Vowel(Rate, 1, _ => 120, jitter: 0.02, shimmer: 0.15, breath: 0.02);
        float Mean(float[] sound, string contour) => Contour(AudioSet.ComParE2016, sound, contour)[10..^10].Average();

        Assert.True(Mean(rough, "jitterLocal_sma") > 3 * Mean(steady, "jitterLocal_sma"));
        Assert.True(Mean(rough, "shimmerLocal_sma") > 3 * Mean(steady, "shimmerLocal_sma"));
        Assert.True(Mean(rough, "logHNR_sma") < Mean(steady, "logHNR_sma") - 3);
    }

    [Fact]
    public void A_louder_sound_is_louder_and_has_the_same_pitch_and_formants()
    {
        float[] voice = SyntheticVoice.Vowel(Rate, 0.6, 140), quiet = [.. voice.Select(sample => sample / 8)];
        string[] same = ["F0semitoneFrom27.5Hz_sma3nz", "F1frequency_sma3nz", "jitterLocal_sma3nz"];

        Assert.All(same, contour => Near(Contour(AudioSet.EGeMapsV02, voice, contour), Contour(AudioSet.EGeMapsV02, quiet, contour), 1e-3));
        Assert.True(Contour(AudioSet.EGeMapsV02, voice, "Loudness_sma3")[20] > 2 * Contour(AudioSet.EGeMapsV02, quiet, "Loudness_sma3")[20]);
        float[] loud = Contour(AudioSet.ComParE2016, voice, "pcm_RMSenergy_sma"), soft = Contour(AudioSet.ComParE2016, quiet, "pcm_RMSenergy_sma");
        Near(loud, [.. soft.Select(energy => energy * 8)], 1e-4);
    }

    [Fact]
    public void A_tone_has_its_centroid_and_roll_off_where_it_lies()
    {
        float[] tone = SyntheticVoice.Sine(Rate, 0.5, 2000);

        Assert.All(Contour(AudioSet.ComParE2016, tone, "pcm_fftMag_spectralCentroid_sma"), hertz => Assert.Equal(2000, hertz, 20.0));
        Assert.All(Contour(AudioSet.ComParE2016, tone, "pcm_fftMag_spectralRollOff50.0_sma"), hertz => Assert.Equal(2000, hertz, 32.0));
        Assert.All(Contour(AudioSet.ComParE2016, tone, "pcm_zcr_sma"), rate => Assert.Equal(2 * 2000.0 / Rate, rate, 0.01));
    }

    [Fact]
    public void A_sound_said_twice_has_its_contours_twice()
    {
        float[] voice = SyntheticVoice.Vowel(Rate, 0.5, 150), twice = SyntheticVoice.Join(voice, voice);
        float[] contour = Contour(AudioSet.ComParE2016, twice, "mfcc_sma[1]");

        // 50 frames of 10 ms later the same samples are heard.
        Near(contour[2..40], contour[52..90], 1e-5);
    }

    private static float[] Contour(AudioSet set, float[] sound, string name) =>
        new AudioFeatures(set).ExtractContours(new Waveform(sound, Rate)).Column(name);

    private static void Near(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        float largest = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance * largest));
    }
}

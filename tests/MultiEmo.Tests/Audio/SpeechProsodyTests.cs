using MultiEmo.Audio;

namespace MultiEmo.Tests.Audio;

/// <summary>Laws of the eight values of prosody; their numbers are compared with Praat's elsewhere.</summary>
public class SpeechProsodyTests
{
    private const int Rate = 16000;

    // Four loud stretches whose pitch rises from 150 Hz to 238 Hz. No whole number of steps of any analysis, lest rounding decides on a frame.
    private const double Seconds = 2.203;
    private static readonly float[] Speech = Sound(Rate);

    [Fact]
    public void A_tone_of_200_hertz_has_a_pitch_of_200_hertz_and_no_spread()
    {
        var prosody = Of(SyntheticVoice.Sine(Rate, 1, 200));

        Assert.Equal(200, prosody.MeanPitch!.Value, 0.01);
        Assert.Equal(0, prosody.PitchDeviation!.Value, 0.001);
        Assert.Equal(0, prosody.PitchRange!.Value, 0.01);
        Assert.Equal(0, prosody.IntensityDeviation, 0.01);
        Assert.InRange(prosody.MeanHarmonicity!.Value, 60, 150);
    }

    [Fact]
    public void The_intensity_of_a_tone_is_its_power_above_the_reference() =>
        Assert.Equal(10 * Math.Log10(0.5 * 0.5 / 2 / 4e-10), Of(SyntheticVoice.Sine(Rate, 1, 200)).MeanIntensity, 0.001);

    [Fact]
    public void Gain_adds_to_the_mean_intensity_and_changes_nothing_else()
    {
        var (quiet, loud) = (Of(Speech), Of([.. Speech.Select(sample => 3 * sample)]));

        Assert.Equal(quiet.MeanIntensity + (20 * Math.Log10(3)), loud.MeanIntensity, 1e-5);
        AssertClose(quiet with { MeanIntensity = loud.MeanIntensity }, loud, 1e-4);
    }

    [Fact]
    public void Half_a_second_of_quiet_on_either_side_changes_neither_pitch_nor_the_number_of_syllables()
    {
        float[] quiet = SyntheticVoice.Noise(Rate, 0.5, 1e-5);
        var (bare, within) = (Of(Speech), Of(SyntheticVoice.Join(quiet, Speech, quiet)));

        Assert.Equal(bare.Duration + 1, within.Duration, 1e-9);
        Assert.Equal(bare.MeanPitch!.Value, within.MeanPitch!.Value, 2.0);
        Assert.Equal(bare.ArticulationRate!.Value, within.ArticulationRate!.Value, 0.4);
    }

    [Fact]
    public void When_it_is_said_does_not_matter()
    {
        float[] some = SyntheticVoice.Silence(Rate, 0.3), more = SyntheticVoice.Silence(Rate, 0.7);

        AssertClose(Of(SyntheticVoice.Join(some, Speech, more)), Of(SyntheticVoice.Join(more, Speech, some)), 1e-3);
    }

    [Theory, InlineData(8000), InlineData(22050), InlineData(44100), InlineData(48000)]
    public void Sampling_rates_agree(int rate)
    {
        var (usual, other) = (Of(Speech), SpeechProsody.Of(new Waveform(Sound(rate), rate))!);

        Assert.Equal(usual.MeanIntensity, other.MeanIntensity, 0.02);
        Assert.Equal(usual.IntensityDeviation, other.IntensityDeviation, 0.02);
        Assert.Equal(usual.MeanPitch!.Value, other.MeanPitch!.Value, 0.1);
        Assert.Equal(usual.PitchDeviation!.Value, other.PitchDeviation!.Value, 0.1);
        Assert.Equal(usual.ArticulationRate!.Value, other.ArticulationRate!.Value, 1e-2);
    }

    [Fact]
    public void Each_dip_ends_a_syllable_but_the_last()
    {
        var prosody = Of(Speech);

        Assert.Equal(3 / prosody.Duration, prosody.ArticulationRate!.Value, 0.05);
    }

    [Fact]
    public void Silence_has_no_pitch_no_syllables_and_no_harmonics()
    {
        var (zeros, shifted) = (Of(SyntheticVoice.Silence(Rate, 1)), Of([.. Enumerable.Repeat(0.3f, Rate)]));

        Assert.True(zeros.IsSilent);
        Assert.Equal([1, -300, 0, null, null, null, null, null], zeros.Values);
        Assert.Equal(zeros.Values, shifted.Values);
    }

    [Fact]
    public void Noise_has_no_pitch_but_harmonics_to_compare()
    {
        var prosody = Of(SyntheticVoice.Noise(Rate, 0.5));

        Assert.False(prosody.IsSilent);
        Assert.Null(prosody.MeanPitch);
        Assert.Null(prosody.PitchDeviation);
        Assert.Null(prosody.PitchRange);
        Assert.Null(prosody.ArticulationRate);
        Assert.InRange(prosody.MeanHarmonicity!.Value, -30, 0);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(160), InlineData(1023)]
    public void A_sound_shorter_than_a_window_of_64_ms_has_no_prosody(int samples) =>
        Assert.Null(SpeechProsody.Of(new Waveform(SyntheticVoice.Sine(Rate, 1, 200).AsMemory(0, samples), Rate)));

    [Theory, InlineData(1024), InlineData(1500), InlineData(2047)]
    public void A_sound_shorter_than_a_window_of_128_ms_has_no_syllables(int samples)
    {
        var prosody = Of(SyntheticVoice.Sine(Rate, 1, 200)[..samples]);

        Assert.Null(prosody.ArticulationRate);
        Assert.Equal(200, prosody.MeanPitch!.Value, 0.1);
    }

    [Fact]
    public void No_sound_gives_a_value_that_is_no_number()
    {
        float[] click = SyntheticVoice.Silence(Rate, 0.5), burst = SyntheticVoice.Join(SyntheticVoice.Silence(Rate, 0.3), Speech[..4000]);
        click[4000] = 1;
        float[] square = [.. Enumerable.Range(0, Rate).Select(n => n / 40 % 2 == 0 ? 1f : -1f)];
        foreach (float[] sound in new[] { click, burst, square, [.. Speech.Select(sample => sample * 1e-12f)], [.. Speech.Select(s => s * 1e12f)] })
            Assert.All(Of(sound).Values, value => Assert.True(value is null || double.IsFinite(value.Value)));
    }

    [Fact]
    public void A_rate_too_low_for_the_highest_pitch_is_an_error() =>
        Assert.Contains("2400", Assert.Throws<AudioFormatException>(() => SpeechProsody.Of(new Waveform(new float[2000], 2000))).Message);

    private static SpeechProsody Of(float[] samples) => SpeechProsody.Of(new Waveform(samples, Rate))!;

    private static float[] Sound(int rate) => [.. Enumerable.Range(0, (int)Math.Round(rate * Seconds)).Select(n =>
    {
        double time = (n + 0.5) / rate, phase = 2 * Math.PI * ((150 * time) + (20 * time * time));
        double envelope = 0.52 - (0.48 * Math.Cos(2 * Math.PI * time / 0.55));
        return (float)(0.2 * envelope * Enumerable.Range(1, 6).Sum(tone => Math.Sin(tone * phase) / tone));
    })];

    private static void AssertClose(SpeechProsody expected, SpeechProsody actual, double tolerance)
    {
        foreach (var (name, pair) in SpeechProsody.Names.Zip(expected.Values.Zip(actual.Values)))
        {
            bool same = pair.First is { } first && pair.Second is { } second
                ? Math.Abs(first - second) <= tolerance
                : pair.First is null && pair.Second is null;
            Assert.True(same, $"{name}: {pair.First} and {pair.Second}");
        }
    }
}

using MultiEmo.Audio;

namespace MultiEmo.Tests.Audio;

/// <summary>Sounds that no microphone makes, and some that one does.</summary>
public class OddSoundTests
{
    private static readonly Dictionary<string, Func<int, float[]>> Sounds = new()
    {
        ["silence"] = rate => SyntheticVoice.Silence(rate, 0.5),
        ["direct current"] = rate => [.. Enumerable.Repeat(0.3f, rate / 2)],
        ["direct current that wobbles"] = rate => [.. SyntheticVoice.Sine(rate, 0.5, 100, 1e-6).Select(sample => sample + 0.9f)],
        ["a click"] = rate => [.. Enumerable.Range(0, rate / 2).Select(i => i == rate / 4 ? 1f : 0f)],
        ["a clipped tone"] = rate => [.. SyntheticVoice.Sine(rate, 0.5, 130, 20).Select(sample => Math.Clamp(sample, -1, 1))],
        ["a square wave"] = rate => [.. Enumerable.Range(0, rate / 2).Select(i => i * 200 / rate % 2 == 0 ? 0.5f : -0.5f)],
        ["noise"] = rate => SyntheticVoice.Noise(rate, 0.5),
        ["a whisper of noise"] = rate => SyntheticVoice.Noise(rate, 0.5, 1e-9),
        ["floats far beyond full scale"] = rate => SyntheticVoice.Noise(rate, 0.5, 1e4),
        ["the last bit"] = rate => [.. Enumerable.Range(0, rate / 2).Select(i => i % 97 == 0 ? 1 / 32767f : 0f)],
        ["a voice between silences"] = rate => SyntheticVoice.Join(
            SyntheticVoice.Silence(rate, 0.2), SyntheticVoice.Vowel(rate, 0.2, 180), SyntheticVoice.Silence(rate, 0.2)),
        ["one frame"] = rate => SyntheticVoice.Noise(rate, 0.0601),
    };

    public static TheoryData<string, int> Cases =>
        new(from sound in Sounds.Keys from rate in new[] { 2000, 8000, 11025, 16000, 48000 } select (sound, rate));

    [Theory, MemberData(nameof(Cases))]
    public void Every_sound_has_finite_features(string sound, int rate)
    {
        var waveform = new Waveform(Sounds[sound](rate), rate);
        foreach (var set in AudioSet.All)
        {
            var features = new AudioFeatures(set).Extract(waveform);

            Assert.Equal(set.FunctionalNames.Count, features.Values.Length);
            Assert.All(features.Values, value => Assert.True(float.IsFinite(value)));
            Assert.All(features.Contours.ToArray(), value => Assert.True(float.IsFinite(value)));
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(700), InlineData(959)]
    public void A_sound_shorter_than_a_frame_is_refused_with_its_length(int samples)
    {
        var (features, sound) = (new AudioFeatures(AudioSet.EGeMapsV02), new Waveform(new float[samples], 16000));
        var fault = Assert.Throws<AudioFormatException>(() => features.Extract(sound));

        Assert.Contains("shorter than one frame of 0.060 s", fault.Message);
        Assert.Contains($"{samples / 16000.0:0.000} s long", fault.Message);
        Assert.Contains("longer", fault.Remedy);
    }

    [Fact]
    public void A_rate_too_low_for_speech_is_refused()
    {
        var fault = Assert.Throws<AudioFormatException>(() => new AudioFeatures(AudioSet.ComParE2016).Extract(new Waveform(new float[4000], 1000)));

        Assert.Contains("1000 samples a second", fault.Message);
    }

    [Fact]
    public void Two_threads_may_share_an_extractor()
    {
        var features = new AudioFeatures(AudioSet.EGeMapsV02);
        Waveform[] voices = [.. Enumerable.Range(0, 8).Select(i => new Waveform(SyntheticVoice.Vowel(16000, 0.3, 100 + (20 * i)), 16000))];
        float[][] alone = [.. voices.Select(voice => features.Extract(voice).Values)], together = new float[voices.Length][];

        Parallel.For(0, voices.Length, i => together[i] = features.Extract(voices[i]).Values);

        Assert.Equal(alone, together);
    }
}

using MultiEmo.Audio;

namespace MultiEmo.Tests.Audio;

/// <summary>Contours while a sound is heard.</summary>
public class ContourStreamTests
{
    public static TheoryData<string, int> Cases =>
        new(from set in AudioSet.All from rate in new[] { 8000, 11025, 16000, 44100 } select (set.Name, rate));

    [Theory, MemberData(nameof(Cases))]
    public void A_stream_gives_the_numbers_of_the_whole_sound_no_later_than_it_promises(string name, int rate)
    {
        var set = AudioSet.Find(name)!;
        float[] sound = Sound(rate);
        var whole = new AudioFeatures(set).ExtractContours(new Waveform(sound, rate));
        var stream = new ContourStream(set, rate);
        var chance = new Random(rate);

        var frames = new List<ContourFrame>();
        for (int at = 0; at < sound.Length;)
        {
            int count = Math.Min(chance.Next(1, rate / 20), sound.Length - at);
            stream.Push(sound.AsSpan(at, count));
            at += count;
            while (stream.TryRead(out var frame)) frames.Add(frame);
            double promised = (frames.Count * whole.FramePeriod) + stream.LookAhead.TotalSeconds;
            Assert.True(promised > (double)at / rate, $"{frames.Count} frames of {at} samples");
        }
        stream.Finish();
        while (stream.TryRead(out var frame)) frames.Add(frame);

        Assert.Equal(whole.Frames, frames.Count);
        Assert.Equal(whole.ToArray(), frames.SelectMany(frame => frame.Values));
        Assert.Equal(Enumerable.Range(0, whole.Frames).Select(whole.Time), frames.Select(frame => frame.Time));
    }

    [Fact]
    public void The_look_ahead_is_what_the_guide_says()
    {
        Assert.Equal(0.38, new ContourStream(AudioSet.ComParE2016, 16000).LookAhead.TotalSeconds, 6);
        Assert.Equal(0.46, new ContourStream(AudioSet.EGeMapsV02, 16000).LookAhead.TotalSeconds, 6);
    }

    [Fact]
    public void A_sample_that_is_no_number_is_refused_with_its_time_and_spoils_nothing()
    {
        var stream = new ContourStream(AudioSet.EGeMapsV02, 16000);
        stream.Push(new float[16000]);

        var fault = Assert.Throws<ArgumentException>(() => stream.Push([0, float.NaN]));

        Assert.Contains("at 1 s", fault.Message);
        Assert.Contains("not a number", fault.Message);
        stream.Finish();
        Assert.True(stream.TryRead(out var frame));
        Assert.All(frame.Values, value => Assert.True(float.IsFinite(value)));
    }

    internal static float[] Sound(int rate) => SyntheticVoice.Join(
        SyntheticVoice.Vowel(rate, 0.6, time => 110 + (80 * time), breath: 0.02, jitter: 0.01, shimmer: 0.05), SyntheticVoice.Silence(rate, 0.15),
        SyntheticVoice.Noise(rate, 0.2, 0.1), SyntheticVoice.Vowel(rate, 0.35, 240));
}

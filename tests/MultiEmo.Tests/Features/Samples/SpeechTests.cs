using MultiEmo.Audio;
using MultiEmo.Features.Samples;
using MultiEmo.Features.Samples.Voices;

namespace MultiEmo.Tests.Features.Samples;

/// <summary>The voice of the sample corpus, measured by the project's own ears.</summary>
public class SpeechTests
{
    private const string Words = "I never thought the garden would last.";
    private static readonly Voice Deep = new(110, 1, 1, 0, 0), High = new(210, 1.16, 1, 0, 0);

    [Fact]
    public void The_same_seed_gives_the_same_samples_and_another_seed_others()
    {
        var speech = Said(Mood.Joy, Deep);

        Assert.Equal(speech.Samples(), speech.Samples());
        Assert.Equal(speech.Samples(), Said(Mood.Joy, Deep).Samples());
        Assert.NotEqual(speech.Samples(), Said(Mood.Joy, Deep, seed: 2).Samples());
    }

    [Theory]
    [InlineData("", 1000, 1000)]
    [InlineData("Hm.", 1000, 1000)]
    [InlineData(Words, 1500, 3000)]
    [InlineData(Words + " " + Words + " " + Words, 3000, 3000)]
    [InlineData("?! 123 ünï …", 1000, 1000)]
    public void It_lasts_one_to_three_seconds_whatever_is_said(string text, int least, int most)
    {
        var speech = new Speech(text, Deep, new Manner(), 1);

        Assert.InRange(speech.Milliseconds, least, most);
        Assert.Equal(speech.Milliseconds * Speech.Rate / 1000, speech.Samples().Length);
    }

    [Theory]
    [MemberData(nameof(Voices))]
    public void Anger_is_higher_louder_and_faster_than_sadness_in_the_same_voice(bool high)
    {
        var voice = high ? High : Deep;
        SpeechProsody angry = Heard(Said(Mood.Anger, voice)), sad = Heard(Said(Mood.Sadness, voice)), neutral = Heard(Said(Mood.Neutral, voice));

        Assert.InRange(angry.MeanPitch!.Value / sad.MeanPitch!.Value, 1.3, 2.2);
        Assert.InRange(angry.MeanIntensity - sad.MeanIntensity, 8, 20);
        Assert.True(angry.Duration < sad.Duration - 0.3);
        Assert.True(angry.PitchRange > sad.PitchRange);
        Assert.InRange(neutral.MeanPitch!.Value, sad.MeanPitch!.Value, angry.MeanPitch!.Value);
    }

    [Theory]
    [MemberData(nameof(Voices))]
    public void Breath_takes_away_from_harmony(bool high)
    {
        SpeechProsody With(double breath) => Heard(new Speech(Words, high ? High : Deep, new Manner { Breath = breath }, 1));

        Assert.True(With(0.8).MeanHarmonicity < With(0.02).MeanHarmonicity - 1);
    }

    [Theory]
    [MemberData(nameof(Voices))]
    public void Surprise_rises_and_fear_is_high_and_unsteady(bool high)
    {
        var voice = high ? High : Deep;
        double[] surprised = Halves(Said(Mood.Surprise, voice)), neutral = Halves(Said(Mood.Neutral, voice));

        Assert.True(surprised[1] / surprised[0] > 1.05 * neutral[1] / neutral[0]);
        Assert.True(Heard(Said(Mood.Fear, voice)).MeanPitch > 1.2 * Heard(Said(Mood.Neutral, voice)).MeanPitch);
        Assert.True(Heard(Said(Mood.Fear, voice)).MeanHarmonicity < Heard(Said(Mood.Neutral, voice)).MeanHarmonicity);
    }

    [Fact]
    public void The_pitch_that_is_measured_is_the_one_that_was_asked_for()
    {
        var flat = new Manner { Range = 0, Slope = 0 };
        foreach (double pitch in (double[])[90, 130, 180, 260])
            foreach (double semitones in (double[])[0, 5])
            {
                var prosody = Heard(new Speech(Words, new Voice(pitch, 1, 1, 0, 0), flat with { Pitch = semitones }, 3));
                Assert.InRange(prosody.MeanPitch!.Value / (pitch * Math.Pow(2, semitones / 12)), 0.97, 1.03);
            }
    }

    [Fact]
    public void The_loudest_is_not_cut_off_and_the_softest_is_heard()
    {
        var near = new Voice(110, 1, 1, 0.15, 3);
        foreach (var mood in Enum.GetValues<Mood>())
        {
            short[] samples = new Speech(Words, near, Manner.Of(mood) with { Loudness = 11 }, 1).Samples();
            Assert.InRange(samples.Max(Highest), 3000, 0.91 * short.MaxValue);
            Assert.InRange(Said(mood, Deep with { Loudness = -3 }).Samples().Max(Highest), 500, short.MaxValue);
        }
    }

    [Fact]
    public void No_two_utterances_of_a_mood_are_alike_and_none_leaves_what_a_voice_can_do()
    {
        var random = new Random(1);
        Manner[] drawn = [.. Enumerable.Range(0, 500).Select(_ => Manner.Of(Mood.Fear).Drawn(random, 1, 3))];

        Assert.Equal(500, drawn.Distinct().Count());
        Assert.All(drawn, manner => Assert.InRange(manner.Tension, 0, 1));
        Assert.All(drawn, manner => Assert.InRange(manner.Tempo, 0.6, 1.5));
        Assert.All(drawn, manner => Assert.True(manner is { Breath: > 0, Jitter: > 0, Shimmer: > 0, Range: >= 0 }));
    }

    [Theory]
    [InlineData("see", 1)]
    [InlineData("little", 1)]
    [InlineData("garden", 2)]
    [InlineData("the", 1)]
    [InlineData("boiler", 2)]
    [InlineData("piano", 2)]
    public void Words_have_syllables(string word, int least) => Assert.InRange(Letters.Sounds(word).Count(phone => phone.IsVowel), least, 4);

    /// <summary>Whether the voice is a high one.</summary>
    public static TheoryData<bool> Voices => [false, true];

    private static int Highest(short sample) => Math.Abs((int)sample);

    private static Speech Said(Mood mood, Voice voice, int seed = 1) => new(Words, voice, Manner.Of(mood), seed);

    private static SpeechProsody Heard(Speech speech) => SpeechProsody.Of(Waveform(speech.Samples()))!;

    private static double[] Halves(Speech speech)
    {
        short[] samples = speech.Samples();
        int middle = samples.Length / 2;
        return [SpeechProsody.Of(Waveform(samples[..middle]))!.MeanPitch!.Value, SpeechProsody.Of(Waveform(samples[middle..]))!.MeanPitch!.Value];
    }

    private static Waveform Waveform(short[] samples) => new(samples.Select(sample => sample / (float)short.MaxValue).ToArray(), Speech.Rate);
}

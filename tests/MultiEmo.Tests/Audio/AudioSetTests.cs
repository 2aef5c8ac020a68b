using MultiEmo.Audio;

namespace MultiEmo.Tests.Audio;

/// <summary>Names and lookups of the sets.</summary>
public class AudioSetTests
{
    private static readonly AudioVector Voice =
        new AudioFeatures(AudioSet.EGeMapsV02).Extract(new Waveform(SyntheticVoice.Vowel(16000, 0.3, 150), 16000));

    [Fact]
    public void The_sets_have_as_many_features_as_they_are_known_for()
    {
        Assert.Equal(6373, AudioSet.ComParE2016.FunctionalNames.Distinct().Count());
        Assert.Equal(130, AudioSet.ComParE2016.ContourNames.Distinct().Count());
        Assert.Equal(88, AudioSet.EGeMapsV02.FunctionalNames.Distinct().Count());
        Assert.Equal(25, AudioSet.EGeMapsV02.ContourNames.Distinct().Count());
    }

    [Fact]
    public void A_set_is_found_by_its_name()
    {
        Assert.Same(AudioSet.ComParE2016, AudioSet.Find("compare16"));
        Assert.Null(AudioSet.Find("is09"));
    }

    [Fact]
    public void Features_are_found_by_their_names()
    {
        Assert.Equal(Voice.Values[0], Voice[AudioSet.EGeMapsV02.FunctionalNames[0]]);
        Assert.Equal(Voice.Contours[4, 10], Voice.Contours.Column("F0semitoneFrom27.5Hz_sma3nz")[4]);
        Assert.Contains("'F9'", Assert.Throws<ArgumentException>(() => Voice["F9"]).Message);
        Assert.Contains("'F9'", Assert.Throws<ArgumentException>(() => Voice.Contours.Column("F9")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Voice.Contours[Voice.Contours.Frames, 0]);
    }

    [Fact]
    public void A_file_read_block_by_block_gives_the_numbers_of_the_same_samples_in_memory()
    {
        float[] voice = SyntheticVoice.Vowel(22050, 0.7, _ => 170, breath: 0.05);
        byte[] file = new WavBytes { Rate = 22050 }.Of([.. voice.Select(sample => Math.Round(sample * 32767.0))]);

        var whole = new AudioFeatures(AudioSet.ComParE2016).Extract(Waveform.Read(new MemoryStream(file), "voice"));
        using var reader = WaveformReader.Open(new MemoryStream(file), "voice");
        var blocks = new AudioFeatures(AudioSet.ComParE2016).Extract(reader, TestContext.Current.CancellationToken);

        Assert.Equal(whole.Values, blocks.Values);
        Assert.Equal(whole.Contours.ToArray(), blocks.Contours.ToArray());
    }
}

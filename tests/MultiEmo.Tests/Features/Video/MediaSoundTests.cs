using MultiEmo.Audio;
using MultiEmo.Conversations;
using MultiEmo.Features.Video;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Video;

public sealed class MediaSoundTests : IDisposable
{
    private readonly Clips clips = new();

    public static TheoryData<string> Media =>
        ["bbaf2n.mpg", "face_noface.mov", "no_face.mp4", "noface_face.mov", "single_face.mp4", "two-people.mp4", "WolfgangLanger_Pexels.mp4"];

    public void Dispose() => clips.Dispose();

    [Theory, MemberData(nameof(Media))]
    public void The_sound_of_a_clip_is_that_of_the_file_that_ffmpeg_makes_of_it(string name)
    {
        string path = SharedData.Path("data", "media", name);
        var expected = Waveform.Read(clips.Make("expected.wav", "-i", path));

        var read = All(path);

        Assert.Equal(expected.SampleRate, read.SampleRate);
        Assert.Equal(expected.Samples.ToArray(), read.Samples.ToArray());
        Assert.False(read.Samples.IsEmpty);
    }

    [Fact]
    public void A_part_is_cut_to_the_sample()
    {
        string path = clips.Make("tone.mkv", "-f", "lavfi", "-i", "aevalsrc=t/4:s=16000:d=3", "-c:a", "pcm_s16le");

        float[] part = [.. All(path, 1, 1.5).Samples.ToArray()];

        Assert.Equal(8000, part.Length);
        Assert.Equal(0.25f, part[0], 3);
        Assert.Equal(0.375f, part[^1], 3);
    }

    [Fact]
    public void The_rate_is_the_track_s_unless_another_is_asked_for()
    {
        string path = clips.Make("rate.mp4", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100:duration=1");

        Assert.Equal(44100, All(path).SampleRate);
        using var sound = MediaSound.Open(path, Clips.Ffmpeg, sampleRate: 16000, stop: TestContext.Current.CancellationToken);
        Assert.Equal(16000, sound.SampleRate);
        Assert.InRange(sound.Blocks().Sum(block => block.Length), 15_900, 16_900);
    }

    [Fact]
    public void A_sound_that_is_shorter_than_the_picture_gives_what_it_has()
    {
        string path = clips.Make("short.mkv", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=25:duration=4", "-f", "lavfi", "-i",
            "sine=sample_rate=16000:duration=1", "-c:v", "ffv1", "-c:a", "pcm_s16le");

        Assert.Equal(16_000, All(path).Samples.Length);
        Assert.Equal(8_000, All(path, 0.5, 3).Samples.Length);
        Assert.Contains("short.mkv", Assert.Throws<BadInputException>(() => All(path, 2, 3)).Message);
        var late = Assert.Throws<BadInputException>(() => All(SharedData.Path("data", "media", "face_noface.mov"), 0.5, 2));
        Assert.Contains("its sound begins at 2.43 s, after 2 s", late.Message);
    }

    [Fact]
    public void A_clip_without_sound_is_told()
        => Assert.Contains("no sound track", Assert.Throws<BadInputException>(() => All(clips.Numbered("silent.mp4", 5))).Message);

    private static Waveform All(string path, double? start = null, double? end = null)
    {
        using var sound = MediaSound.Open(path, Clips.Ffmpeg, start, end, stop: TestContext.Current.CancellationToken);
        return sound.ReadAll();
    }
}

using MultiEmo.Models.Faces.Speaking;
using MultiEmo.Tests.Features.Video;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Models.Faces.Speaking;

/// <summary>Real people side by side, with the voice of one of them.</summary>
[Collection(TorchTests.Name)]
public sealed class SpeakerPairTests : IDisposable
{
    private static readonly string[] Talkers = ["bbaf2n.mpg", "lrwp9a.mpg", "swiz3n.mpg"];
    private readonly Clips clips = new();

    public void Dispose() => clips.Dispose();

    [Fact]
    public void The_face_of_the_voice_is_chosen_in_nine_of_ten_seconds()
    {
        using var speaker = ActiveSpeaker.Load(SharedData.Path("weights"), Clips.Ffmpeg);
        Result[] results =
        [
            .. from left in Talkers
               from right in Talkers
               where string.CompareOrdinal(left, right) < 0
               from voice in new[] { left, right }
               from frozen in new[] { false, true }
               select Measure(speaker, left, right, voice, frozen),
        ];
        foreach (var result in results) TestContext.Current.TestOutputHelper!.WriteLine(result.ToString());

        Assert.All(results, result => Assert.True(result.Right >= 0.9 * result.Seconds, result.ToString()));
    }

    // The last second of these clips has a few frames less than others.
    private Result Measure(ActiveSpeaker speaker, string left, string right, string voice, bool frozen)
    {
        var video = Clips.Open(Pair(left, right, voice, frozen));
        var faces = speaker.Follow(video, stop: TestContext.Current.CancellationToken);
        bool Correct(SpokenSecond second) => second.Track is { } track
            && faces.Tracks[track].BoxAt((second.Start + second.End) / 2) is { } box
            && box.Left + box.Right < video.Info.Picture!.Width == (voice == left);
        SpokenSecond[] seconds = [.. faces.Seconds.Where(second => second.End - second.Start > 0.5)];
        return new Result(left, right, voice, frozen, seconds.Count(Correct), seconds.Length);
    }

    // The other one is a still picture where she or he is frozen.
    private string Pair(string left, string right, string voice, bool frozen)
    {
        string Still(string name) => frozen && name != voice ? "trim=start_frame=30:end_frame=31,loop=loop=74:size=1,setpts=N/25/TB" : "null";
        return clips.Make($"{left}-{right}-{voice}-{frozen}.mp4",
            "-i", SharedData.Path("data", "media", left), "-i", SharedData.Path("data", "media", right),
            "-filter_complex", $"[0:v]{Still(left)}[a];[1:v]{Still(right)}[b];[a][b]hstack=shortest=1[v]",
            "-map", "[v]", "-map", voice == left ? "0:a" : "1:a", "-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac");
    }

    private sealed record Result(string LeftClip, string RightClip, string Voice, bool Frozen, int Right, int Seconds);
}

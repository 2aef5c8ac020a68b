namespace MultiEmo.Tests.Features.Video;

/// <summary>An hour of video takes no more memory than a second. Alone, since other tests' memory would count too.</summary>
[Collection(Alone)]
public sealed class LongVideoTests : IDisposable
{
    private const string Alone = "memory of an hour of video";
    private const int Hour = 3600;
    private const long Most = 64 << 20;
    private readonly Clips clips = new();

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public class Definition;

    public void Dispose() => clips.Dispose();

    [Fact]
    public void Twenty_frames_of_an_hour_are_found_and_the_hour_is_not_kept()
    {
        string path = clips.Make("hour.mp4", "-f", "lavfi", "-i", $"color=gray:size=64x48:rate=2:duration={Hour}", "-c:v", "libx264", "-preset",
            "ultrafast", "-g", "100", "-threads", "1");
        long before = GC.GetTotalMemory(forceFullCollection: true), allocated = GC.GetAllocatedBytesForCurrentThread();
        var video = Clips.Open(path);

        int[] places = [.. Enumerable.Range(0, 20).Select(part => part * video.Times.Count / 20)];
        double[] times = [.. video.Read(places).Select(frame => frame.Time)];

        Assert.Equal(Hour * 2, video.Times.Count);
        Assert.Equal(places.Select(place => place / 2.0), times.Select(time => Math.Round(time, 3)));
        Assert.InRange(video.Read(Enumerable.Range(0, video.Times.Count)).Count(), video.Times.Count, video.Times.Count);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, Most);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 2 * Most);
    }
}

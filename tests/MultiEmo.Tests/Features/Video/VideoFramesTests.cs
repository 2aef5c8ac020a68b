using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MultiEmo.Features.Video;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Features.Video;

public sealed class VideoFramesTests : IDisposable
{
    private readonly Clips clips = new();

    public static TheoryData<string> Media =>
    [
        "WolfgangLanger_Pexels.mp4", "bbaf2n.mpg", "face_noface.mov", "lrwp9a.mpg", "no_face.mp4", "noface_face.mov", "single_face.mp4", "swiz3n.mpg",
        "two-people.mp4",
    ];

    public void Dispose() => clips.Dispose();

    [Theory]
    [InlineData("clip.mp4"), InlineData("clip.mkv"), InlineData("clip.avi"), InlineData("clip.mpg"), InlineData("clip.ts"), InlineData("clip.webm")]
    [InlineData("clip.mov"), InlineData("clip.flv"), InlineData("clip.wmv"), InlineData("clip.ogv")]
    public void Each_frame_is_the_one_of_its_time(string name)
    {
        const int frames = 420;
        string path = clips.Numbered(name, frames);

        var video = Clips.Open(path);

        Assert.Equal(frames, video.Times.Count);
        int[] wanted = [0, 1, 7, 8, 9, 200, 202, 300, 418, 419];
        var read = video.Read(wanted).Select(frame => (Clips.Number(frame), frame.Time)).ToList();
        Assert.Equal(wanted, read.Select(frame => frame.Item1));
        Assert.Equal(wanted.Select(place => video.Times[place]), read.Select(frame => frame.Time));
        Assert.All(wanted, place => Assert.Equal(place / 25.0, video.Times[place] - video.Times[0], 2));
        Assert.Null(video.Fault);
    }

    [Theory, MemberData(nameof(Media))]
    public void Chosen_frames_are_those_of_decoding_everything(string name)
    {
        string path = SharedData.Path("data", "media", name);
        var video = Clips.Open(path);
        string[] all = [.. Everything(path, video.Info.Picture!.Width * video.Info.Picture.Height * 3)];

        Assert.Equal(all.Length, video.Times.Count);
        Assert.Equal(video.Times.Order(), video.Times);
        int step = Math.Max(1, all.Length / 9);
        int[] some = [.. Enumerable.Range(0, all.Length).Where(place => place % step == step / 2)];
        Assert.Equal(some.Select(place => all[place]), video.Read(some).Select(Hash));
        Assert.Equal([all[^1]], video.Read([all.Length - 1]).Select(Hash));
        Assert.Equal(all[3..9], video.Read(Enumerable.Range(3, 6)).Select(Hash));
    }

    [Fact]
    public void Frames_behind_a_jump_are_those_of_decoding_everything()
    {
        string path = SharedData.Path("data", "media", "WolfgangLanger_Pexels.mp4");
        var video = Clips.Open(path);
        string[] all = [.. Everything(path, video.Info.Picture!.Width * video.Info.Picture.Height * 3)];

        foreach (int place in new[] { 150, 239, 240, 241, 300, 400, 471 })
            Assert.Equal([all[place]], video.Read([place]).Select(Hash));
        Assert.Equal([all[2], all[250], all[460]], video.Read([2, 250, 460]).Select(Hash));
    }

    [Fact]
    public void Frames_are_those_of_the_reference()
    {
        var known = JsonNode.Parse(File.ReadAllText(SharedData.Path("golden", "mtcnn", "manifest.json")))!["original_files"]!.AsObject();
        var frames = known.Where(pair => pair.Key.StartsWith("video_frame", StringComparison.Ordinal)).ToList();
        int[] places = [.. frames.Select(pair => int.Parse(pair.Key["video_frame".Length..].Split('_')[0], null))];

        var read = Clips.Open(SharedData.Path("data", "media", "two-people.mp4")).Read(places).Select(Hash);

        Assert.Equal(frames.Select(pair => $"{pair.Value!["rgb_sha256_ffmpeg_cli"]}"), read);
    }

    [Fact]
    public void Rates_may_vary()
    {
        string path = clips.Numbered("vfr.mov", 60, "160x90", "-vf", "settb=1/1000,setpts='40*N+if(gt(N,20),1600,0)+N*N'",
            "-enc_time_base", "1/1000", "-vsync", "vfr");

        var video = Clips.Open(path);

        Assert.Equal(Enumerable.Range(0, 60), video.Read(Enumerable.Range(0, video.Times.Count)).Select(Clips.Number));
        double Due(int n) => (40 * n + (n > 20 ? 1600 : 0) + n * n) / 1000.0;
        Assert.All(Enumerable.Range(0, 60), n => Assert.Equal(Due(n), video.Times[n], 0.001));
        Assert.Equal(20, video.At(Due(21) - 0.05));
        Assert.Equal(21, video.At(Due(21)));
        Assert.Equal(0, video.At(-5));
        Assert.Equal(59, video.At(1000));
    }

    [Fact]
    public void A_part_holds_the_frames_between_its_times()
    {
        var video = Clips.Open(clips.Numbered("part.mp4", 100));

        Assert.Equal(25..50, video.Between(1, 2));
        Assert.Equal(26..50, video.Between(1.01, 2));
        Assert.Equal(0..100, video.Between());
        Assert.Equal(90..100, video.Between(3.6));
        Assert.Equal(0..3, video.Between(null, 0.12));
        Assert.Equal(25..26, video.Between(1.01, 1.02));
        Assert.Equal(99..100, video.Between(3.97, 9));
        Assert.Equal(Enumerable.Range(25, 25), video.Read(Enumerable.Range(25, 25)).Select(Clips.Number));
    }

    [Theory, InlineData(90), InlineData(180), InlineData(270)]
    public void Frames_come_turned_as_the_file_says(int degrees)
    {
        string flat = clips.Make("flat.mp4", "-f", "lavfi", "-i", "testsrc=size=160x90:rate=25:duration=1", "-pix_fmt", "yuv420p");
        string turned = clips.Make("turned.mp4", "-i", flat, "-metadata:s:v", $"rotate={degrees}", "-c", "copy");

        var video = Clips.Open(turned);

        bool upright = degrees != 180;
        Assert.Equal((upright ? 90 : 160, upright ? 160 : 90), (video.Info.Picture!.Width, video.Info.Picture.Height));
        var source = Clips.Open(flat).Read([5]).Single();
        var frame = video.Read([5]).Single();
        Assert.InRange(Difference(Turned(source, degrees), frame.Pixels), 0, 3);
        Assert.True(Difference(Turned(source, (degrees + 180) % 360), frame.Pixels) > 10);
    }

    [Theory, InlineData("65x49"), InlineData("33x90"), InlineData("161x3")]
    public void Odd_sizes_are_kept(string size)
    {
        string path = clips.Make("odd.mkv", "-f", "lavfi", "-i", $"testsrc=size={size}:rate=25:duration=1", "-pix_fmt", "yuv444p", "-c:v", "ffv1");

        var frames = Clips.Open(path).Read([0, 24]).Select(frame => $"{frame.Width}x{frame.Height}");

        Assert.Equal([size, size], frames);
    }

    [Fact]
    public void A_size_that_changes_on_the_way_is_scaled_to_the_first()
    {
        string small = clips.Numbered("small.ts", 10, "160x90", "-c:v", "mpeg2video");
        string large = clips.Numbered("large.ts", 10, "320x180", "-c:v", "mpeg2video");
        string path = clips.At("both.ts");
        File.WriteAllBytes(path, [.. File.ReadAllBytes(small), .. File.ReadAllBytes(large)]);

        var video = Clips.Open(path);

        Assert.All(video.Read(Enumerable.Range(0, video.Times.Count)).Select(frame => frame.Width), width => Assert.Equal(160, width));
    }

    [Fact]
    public void A_gif_and_a_picture_are_videos_too()
    {
        string gif = clips.Make("moving.gif", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1");
        string still = clips.Make("still.jpg", "-f", "lavfi", "-i", "testsrc=size=64x48:rate=1:duration=1", "-frames:v", "1");

        Assert.Equal(10, Clips.Open(gif).Times.Count);
        Assert.Equal([0.0], Clips.Open(still).Read([0]).Select(frame => frame.Time));
    }

    private static double Difference(byte[] one, byte[] other) => one.Zip(other).Average(pair => Math.Abs(pair.First - pair.Second));

    // Counter-clockwise, as the number in the file says.
    private static byte[] Turned(Frame frame, int degrees)
    {
        int width = degrees % 180 == 0 ? frame.Width : frame.Height, height = degrees % 180 == 0 ? frame.Height : frame.Width;
        var pixels = new byte[frame.Pixels.Length];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int from = degrees switch
                {
                    270 => (frame.Height - 1 - x) * frame.Width + y,
                    180 => (frame.Height - 1 - y) * frame.Width + frame.Width - 1 - x,
                    90 => x * frame.Width + frame.Width - 1 - y,
                    _ => y * frame.Width + x,
                };
                frame.Pixels.AsSpan(from * 3, 3).CopyTo(pixels.AsSpan((y * width + x) * 3));
            }
        }
        return pixels;
    }

    private static string Hash(Frame frame) => Convert.ToHexStringLower(SHA256.HashData(frame.Pixels));

    // The plain command, without anything that this library adds to it.
    private static List<string> Everything(string path, int frameBytes)
    {
        string[] output = ["-vsync", "passthrough", "-map", "0:v:0", "-pix_fmt", "rgb24", "-f", "rawvideo", "-"];
        string[] plain = ["-v", "error", "-nostdin", "-i", path, .. output];
        using var process = Process.Start(new ProcessStartInfo(Clips.Ffmpeg.Program, plain) { RedirectStandardOutput = true })!;
        var frame = new byte[frameBytes];
        var hashes = new List<string>();
        while (process.StandardOutput.BaseStream.ReadAtLeast(frame, frameBytes, throwOnEndOfStream: false) == frameBytes)
            hashes.Add(Convert.ToHexStringLower(SHA256.HashData(frame)));
        process.WaitForExit();
        return hashes;
    }
}

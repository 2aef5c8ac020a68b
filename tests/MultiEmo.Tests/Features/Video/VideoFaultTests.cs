using System.Diagnostics;
using MultiEmo.Conversations;
using MultiEmo.Features.Video;

namespace MultiEmo.Tests.Features.Video;

/// <summary>What is no video, or a broken one, is a named error; nothing but the named file is opened.</summary>
public sealed class VideoFaultTests : IDisposable
{
    private readonly Clips clips = new();

    public void Dispose() => clips.Dispose();

    [Fact]
    public void A_file_that_is_no_video_is_named()
    {
        Says("nowhere.mp4", "there is no such file");
        Directory.CreateDirectory(clips.At("folder.mp4"));
        Says("folder.mp4", "is a folder");
        Says(Write("empty.mp4", ""), "is empty");
        Says(Write("text.mp4", "Chandler: I said nothing.\n"), "is text, not a video");
        Says(Write("noise.mp4", [.. Enumerable.Range(1, 5000).Select(i => (byte)(i * i >> 3))]), "no video of a known kind");
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nother.ts\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile other.mp4\n")]
    [InlineData("file 'other.mp4'\n")]
    [InlineData("<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"></MPD>")]
    [InlineData("v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nm=video 5004 RTP/AVP 96\r\n")]
    [InlineData("[playlist]\nFile1=other.mp4\n")]
    [InlineData("http://127.0.0.1:9/other.mp4\n")]
    public void A_list_of_other_files_is_refused_whatever_it_is_called(string list)
    {
        Says(Write("list.mp4", list), "list of other media");
        Says(Write("list.m3u8", list), "list of other media");
    }

    [Theory]
    [InlineData("concat:a.mp4|b.mp4"), InlineData("http://127.0.0.1:9/a.mp4"), InlineData("pipe:0"), InlineData("data:video/mp4;base64,AAAA")]
    [InlineData("-version"), InlineData("subfile,,start,0,end,9,,:a.mp4"), InlineData("frame%03d.jpg"), InlineData("*.mp4")]
    public void A_name_is_a_name_and_nothing_else(string name)
    {
        Says(name, "there is no such file");
        if (name.Contains('/') || OperatingSystem.IsWindows()) return;

        File.Copy(clips.Numbered("good.mp4", 5), clips.At(name));

        Assert.Equal([0, 4], Clips.Open(clips.At(name)).Read([0, 4]).Select(Clips.Number));
    }

    [Fact]
    public void A_list_hidden_in_a_container_is_not_followed()
    {
        clips.Numbered("other.mp4", 5);
        byte[] list = "#EXTM3U\n#EXTINF:1,\nother.mp4\n#EXT-X-ENDLIST\n"u8.ToArray();
        Says(Write("hidden.mp4", [0, 0, 0, 8, .. "ftyp"u8, .. list]), "cannot be decoded");
        Says(Write("hidden.ts", [.. Enumerable.Repeat((byte)0x47, 1000), .. list]), "");
        Says(Write("hidden.avi", [.. "RIFF\0\0\0\0AVI "u8, .. list]), "");
    }

    [Fact]
    public void A_truncated_video_gives_what_there_is_of_it_and_says_so()
    {
        string whole = clips.Numbered("whole.mkv", 200, "160x90", "-c:v", "mjpeg");
        string half = Write("half.mkv", File.ReadAllBytes(whole)[..(int)(new FileInfo(whole).Length / 2)]);
        var video = Clips.Open(half);

        int[] numbers = [.. video.Read(Enumerable.Range(0, video.Times.Count)).Select(Clips.Number)];

        Assert.InRange(numbers.Length, 60, 140);
        Assert.Equal(Enumerable.Range(0, numbers.Length), numbers);
    }

    [Fact]
    public void A_video_whose_pictures_are_gone_is_an_error()
    {
        string whole = clips.Numbered("front.mp4", 100, "160x90", "-movflags", "+faststart");
        byte[] bytes = File.ReadAllBytes(whole);
        int data = bytes.AsSpan().IndexOf("mdat"u8);
        string header = Write("header.mp4", bytes[..(data + 4)]);
        string index = Write("index-at-the-end.mp4", File.ReadAllBytes(clips.Numbered("end.mp4", 100))[..3000]);

        Assert.Contains("header.mp4", Fault(header, path => Clips.Open(path).Read([5]).ToList()));
        Says(index, "cannot be decoded: moov atom not found");
    }

    [Fact]
    public void Frames_that_cannot_be_decoded_are_told_and_the_others_are_right()
    {
        string path = clips.Numbered("damaged.mp4", 100, "160x90", "-c:v", "mjpeg", "-movflags", "+faststart");
        byte[] bytes = File.ReadAllBytes(path);
        int data = bytes.AsSpan().IndexOf("mdat"u8), middle = data + (bytes.Length - data) / 2;
        string cut = Write("cut.mp4", bytes[..middle]);
        var video = Clips.Open(cut);

        var frames = video.Read(Enumerable.Range(0, video.Times.Count));
        bool[] right = [.. frames.Select(frame => Clips.Number(frame) == (int)Math.Round(frame.Time * 25))];

        // Of the last, a part may be gone.
        Assert.InRange(right.Length, 30, 70);
        Assert.DoesNotContain(false, right[..^1]);
        Assert.NotNull(video.Fault);
    }

    [Fact]
    public void Sound_without_pictures_is_told()
    {
        Says(clips.Make("sound.mp4", "-f", "lavfi", "-i", "sine=duration=1"), "no moving pictures");
        Says(clips.Make("sound.wav", "-f", "lavfi", "-i", "sine=duration=1"), "no moving pictures");
        string cover = clips.Make("cover.png", "-f", "lavfi", "-i", "testsrc=size=64x64", "-frames:v", "1");
        Says(clips.Make("song.mp3", "-f", "lavfi", "-i", "sine=duration=1", "-i", cover, "-map", "0", "-map", "1", "-c:v", "copy",
            "-disposition:v", "attached_pic"), "no moving pictures");
    }

    [Fact]
    public void Pictures_that_are_too_large_are_refused_before_they_are_decoded()
    {
        Says(clips.Make("wide.mkv", "-f", "lavfi", "-i", "color=size=16640x16:duration=0.04:rate=25", "-c:v", "ffv1"), "16640 x 16 pixels");
        Says(clips.Make("tall.png", "-f", "lavfi", "-i", "color=size=9000x8000:duration=0.04:rate=25", "-frames:v", "1"), "9000x8000");
    }

    [Fact]
    public void A_video_without_a_rate_or_a_frame_is_an_error()
    {
        byte[] bytes = File.ReadAllBytes(clips.Numbered("rate.avi", 5, "160x90", "-c:v", "mjpeg"));
        int stream = bytes.AsSpan().IndexOf("strh"u8);
        bytes.AsSpan(stream + 8 + 20, 8).Clear();
        string still = Write("no-rate.avi", bytes);
        Says(clips.Make("none.mkv", "-f", "lavfi", "-i", "testsrc=duration=1", "-frames:v", "0", "-c:v", "ffv1"), "none.mkv");

        string said = "";
        try
        {
            Assert.All(Clips.Open(still).Times, time => Assert.True(double.IsFinite(time)));
        }
        catch (BadInputException fault)
        {
            said = fault.Message;
            Assert.StartsWith(still, said);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"no rate: {said}");
    }

    [Fact]
    public void Parts_that_are_not_in_the_video_are_errors()
    {
        var video = Clips.Open(clips.Numbered("short.mp4", 25));

        Assert.Contains("ends at 1 s", Assert.Throws<BadInputException>(() => video.Between(2, 3)).Message);
        Assert.Contains("end comes after", Assert.Throws<BadInputException>(() => video.Between(0.5, 0.5)).Message);
    }

    [Fact]
    public void What_must_not_be_read_is_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "everything may be read here");
        Permit(clips.Numbered("secret.mp4", 5), UnixFileMode.None);
        Says("secret.mp4", "permission");
    }

    [Fact]
    public void Without_ffmpeg_the_message_tells_how_to_install_it()
    {
        string said = Assert.Throws<BadInputException>(() => Ffmpeg.Find(clips.Folder)).Message;

        Assert.Contains("install", said);
        Assert.Contains("--ffmpeg", said);
        Assert.Equal(Clips.Ffmpeg.Program, Ffmpeg.Find(Clips.Ffmpeg.Program).Program);
        Assert.Equal(Clips.Ffmpeg.Probe, Ffmpeg.Find(Path.GetDirectoryName(Clips.Ffmpeg.Program)).Probe);
    }

    [Fact]
    public void A_program_that_hangs_is_ended()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a script stands in for ffmpeg");
        var hanging = Standing("sleep 1000");

        string clip = clips.Numbered("clip.mp4", 5);
        var fault = Assert.Throws<BadInputException>(() => VideoInfo.Read(clip, hanging, TestContext.Current.CancellationToken));

        Assert.Contains("said nothing for 0.3 seconds", fault.Message);
        Assert.False(IsRunning("sleep 1000." + Environment.ProcessId));
    }

    [Fact]
    public async Task Work_that_is_stopped_ends_the_program()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a script stands in for ffmpeg");
        string clip = clips.Numbered("clip.mp4", 5);
        using var stop = new CancellationTokenSource();
        var hanging = Standing("sleep 1000", patience: 60);

        var work = Task.Run(() => VideoInfo.Read(clip, hanging, stop.Token), TestContext.Current.CancellationToken);
        while (!IsRunning("sleep 1000." + Environment.ProcessId)) await Task.Delay(10, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.False(IsRunning("sleep 1000." + Environment.ProcessId));
    }

    [Fact]
    public void Frames_that_nobody_awaits_leave_no_program_behind()
    {
        string path = clips.Numbered("left.mp4", 200);

        foreach (var frame in Clips.Open(path).Read(Enumerable.Range(0, 200)).Take(2)) Assert.InRange(Clips.Number(frame), 0, 1);

        Assert.False(IsRunning(path));
    }

    private Ffmpeg Standing(string command, double patience = 0.3)
    {
        string folder = Directory.CreateDirectory(clips.At("standing")).FullName;
        foreach (string name in new[] { "ffmpeg", "ffprobe" })
        {
            string script = Path.Combine(folder, name);
            File.WriteAllText(script, $"#!/bin/sh\n{command}.{Environment.ProcessId}\n");
            Permit(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        var found = Ffmpeg.Find(folder);
        return new Ffmpeg(found.Program, found.Probe) { Patience = TimeSpan.FromSeconds(patience) };
    }

    private static void Permit(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }

    private static bool IsRunning(string words)
    {
        using var process = Process.Start(new ProcessStartInfo("ps", ["-eo", "args"]) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Contains(words, StringComparison.Ordinal);
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(clips.At(name), content);
        return clips.At(name);
    }

    private string Write(string name, byte[] content)
    {
        File.WriteAllBytes(clips.At(name), content);
        return clips.At(name);
    }

    private void Says(string name, string said) => Assert.Contains(said, Fault(clips.At(name), path => Clips.Open(path).Read([0]).ToList()));

    private static string Fault(string path, Action<string> read)
    {
        string said = Assert.Throws<BadInputException>(() => read(path)).Message;
        Assert.StartsWith(path + ": ", said);
        Assert.DoesNotContain("@ 0x", said);
        return said;
    }
}

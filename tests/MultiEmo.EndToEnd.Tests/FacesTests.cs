using System.Diagnostics;
using System.Text.Json.Nodes;
using MultiEmo.EndToEnd.Tests.Support;
using MultiEmo.Tests.Support;

namespace MultiEmo.EndToEnd.Tests;

/// <summary>Faces of real clips through the real command.</summary>
public sealed class FacesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("single_face.mp4"), InlineData("two-people.mp4"), InlineData("WolfgangLanger_Pexels.mp4"), InlineData("bbaf2n.mpg")]
    [InlineData("lrwp9a.mpg"), InlineData("swiz3n.mpg"), InlineData("multi_face.jpg"), InlineData("multiface.jpg")]
    public void Faces_are_found_where_they_are(string name)
    {
        var found = Faces(name);

        var frames = found["frames"]!.AsArray();
        Assert.InRange(frames.Count(HasFace), (frames.Count + 1) / 2, frames.Count);
        Assert.All(frames.SelectMany(frame => frame!["faces"]!.AsArray()), face => CheckFace(face!, found));
    }

    [Fact]
    public void No_face_is_found_where_there_is_none() => Assert.DoesNotContain(Faces("no_face.mp4")["frames"]!.AsArray(), HasFace);

    [Theory, InlineData("face_noface.mov", true), InlineData("noface_face.mov", false)]
    public void Clips_with_and_without_a_face_are_told_apart_frame_by_frame(string name, bool first)
    {
        bool[] shown = [.. Faces(name)["frames"]!.AsArray().Select(HasFace)];

        Assert.Equal(first, shown[0]);
        Assert.Equal(!first, shown[^1]);
        Assert.Equal(20, shown.Length);
    }

    [Fact]
    public void Twenty_frames_are_looked_at_evenly_and_drawn()
    {
        var found = Faces("two-people.mp4", "--draw", "sheet.png");

        double[] times = [.. found["frames"]!.AsArray().Select(frame => (double)frame!["time"]!)];
        double[] due = [.. Enumerable.Range(0, 20).Select(part => Math.Floor((part + 0.5) * 4.2 / 20 * 25) / 25)];
        Assert.Equal(due, times.Select(time => Math.Round(time, 6)));
        Assert.Equal(105, (int)found["frame_count"]!);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], File.ReadAllBytes(folder.File("sheet.png"))[..4].Select(value => (int)value));
    }

    [Fact]
    public void A_picture_needs_no_ffmpeg()
    {
        string picture = SharedData.Path("data", "media", "multiface.jpg");
        var known = JsonNode.Parse(File.ReadAllText(SharedData.Path("golden", "mtcnn", "manifest.json")))!["original_files"]!["multiface"]!;

        Run(picture, "--output", "faces.json", "--ffmpeg", "nowhere").Succeeded();

        var faces = Read()["frames"]![0]!["faces"]!.AsArray();
        Assert.Equal(known["boxes"]!.AsArray().Count, faces.Count);
        foreach (var (expected, face) in known["boxes"]!.AsArray().Zip(faces))
            Assert.All(expected!.AsArray().Zip(face!["box"]!.AsArray()), pair => Assert.Equal((float)pair.First!, (float)pair.Second!, 0.01));
    }

    [Fact]
    public void What_is_no_video_is_told_with_a_remedy()
    {
        SharedData.Path("weights", "mtcnn");
        SkipWithoutFfmpeg();
        folder.Write("list.mp4", "#EXTM3U\nother.mp4\n");
        folder.Write("empty.mp4", "");
        folder.Write("text.mp4", "no video");

        Run("list.mp4", "--output", "faces.json").Failed(1, "list.mp4", "list of other media");
        Run("empty.mp4", "--output", "faces.json").Failed(1, "empty.mp4", "is empty");
        Run("text.mp4", "--output", "faces.json").Failed(1, "text.mp4", "is text");
        Run("nowhere.mp4", "--output", "faces.json").Failed(1, "nowhere.mp4", "no such file");
        Run("text.mp4", "--output", "faces.json", "--ffmpeg", "nowhere/ffmpeg").Failed(1, "ffmpeg", "install", "--ffmpeg");
        Run("text.mp4", "--output", "faces.json", "--draw", "sheet.jpg").Failed(2, "sheet.jpg");
        Run("text.mp4", "--output", "faces.json", "--network", "resnet50").Failed(2, "--vector");
        Assert.False(File.Exists(folder.File("faces.json")));
    }

    [Fact]
    public void Weights_that_are_nowhere_name_the_command_that_fetches_them()
    {
        string picture = SharedData.Path("data", "media", "multiface.jpg");
        string[] command = ["extract", "faces", picture, "--output", "faces.json"];
        var nothing = new Dictionary<string, string> { ["XDG_CACHE_HOME"] = folder.Path, ["MULTIEMO_WEIGHTS"] = folder.Path };

        Tool.Run(folder.Path, nothing, command).Failed(1, "multiemo weights pull mtcnn");
        Tool.Run(folder.Path, nothing, [.. command, "--weights", SharedData.Path("weights"), "--vector"])
            .Failed(1, "multiemo weights pull resnet101");
    }

    private static bool HasFace(JsonNode? frame) => frame!["faces"]!.AsArray().Count > 0;

    private static void CheckFace(JsonNode face, JsonNode found)
    {
        float[] box = [.. face["box"]!.AsArray().Select(edge => (float)edge!)];
        Assert.True(box[0] < box[2] && box[1] < box[3]);
        Assert.InRange((float)face["probability"]!, 0.7f, 1);
        Assert.Equal(5, face["landmarks"]!.AsArray().Count);
        Assert.All(face["landmarks"]!.AsArray(), point => Assert.InRange((float)point![0]!, box[0] - 20, box[2] + 20));
        Assert.InRange((box[0] + box[2]) / 2, 0, (int)found["width"]!);
        Assert.InRange((box[1] + box[3]) / 2, 0, (int)found["height"]!);
    }

    private JsonNode Faces(string name, params string[] more)
    {
        string path = SharedData.Path("data", "media", name);
        if (!name.EndsWith(".jpg", StringComparison.Ordinal)) SkipWithoutFfmpeg();
        Run([path, "--output", "faces.json", .. more]).Succeeded();
        return Read();
    }

    private JsonNode Read() => JsonNode.Parse(File.ReadAllText(folder.File("faces.json")))!;

    private Outcome Run(params string[] args)
        => Tool.Run(folder.Path, ["extract", "faces", .. args, "--weights", SharedData.Path("weights")]);

    private static void SkipWithoutFfmpeg()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ffprobe", "-version") { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("ffmpeg is not installed");
        }
    }
}

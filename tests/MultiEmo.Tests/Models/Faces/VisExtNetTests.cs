using MultiEmo.Conversations;
using MultiEmo.Features.Video;
using MultiEmo.Models.Faces;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Tests.Models.Faces;

/// <summary>The laws of detector, VisExtNet and whole frames; their numbers are judged by the reference program's.</summary>
[Collection(TorchTests.Name)]
public class VisExtNetTests
{
    [Theory, InlineData(200, 150), InlineData(19, 400), InlineData(20, 20), InlineData(1, 1)]
    public void Nobody_is_found_where_nobody_is(int width, int height)
    {
        using var detector = Detector();

        Assert.Empty(detector.Detect(Pictures.Plain(width, height, 0)));
        Assert.Empty(detector.Detect(Pictures.Plain(width, height, 255)));
    }

    [Fact]
    public void A_clip_without_a_face_has_no_vector_and_one_without_frames_neither()
    {
        using var colours = new MeanColours();
        using var faces = new VisExtNet(Detector(), colours);

        Assert.Null(faces.Vector([Pictures.Plain(100, 80, 0), Pictures.Plain(100, 80, 128)]));
        Assert.Null(faces.Vector(Array.Empty<Frame>()));
        Assert.Null(faces.Vector([new FramedFaces(Pictures.Plain(100, 80, 9), [])]));
        Assert.Equal(0, colours.Asked);
    }

    [Fact]
    public void Faces_found_before_and_faces_found_on_the_way_give_the_same_vector()
    {
        using var colours = new MeanColours();
        using var faces = new VisExtNet(Detector(), colours);
        Frame[] frames = [Photograph("video_frame040"), Pictures.Plain(300, 200, 0), Photograph("multiface")];
        FramedFaces[] found = [.. frames.Select(faces.Find)];

        Assert.Equal([3, 0, 6], found.Select(each => each.Faces.Count));
        Assert.Equal(faces.Vector(frames), faces.Vector(found));
        Assert.Equal(2 * 9, colours.Asked);
    }

    [Fact]
    public void The_vector_is_the_mean_over_faces()
    {
        using var colours = new MeanColours();
        using var faces = new VisExtNet(Detector(), colours);
        Frame[] frames = [Pictures.Plain(300, 300, 10), Pictures.Plain(300, 300, 40)];
        var face = new Face(new FaceBox(20.5f, 30, 80, 99), 1, []);
        var outside = face with { Box = new FaceBox(-50, -50, -1, -1) };

        Assert.Equal([20f, 20, 20], faces.Vector([new FramedFaces(frames[0], [face, face, outside]), new FramedFaces(frames[1], [face])])!);
    }

    [Fact]
    public void A_frame_as_a_whole_is_resized_and_the_vector_is_the_mean_over_frames()
    {
        var halves = new Frame(2, 1, [10, 20, 30, 50, 60, 70]);
        byte[] pixels = FaceCrop.Of(halves).Pixels;
        Assert.Equal([10, 20, 30], pixels[..3]);
        Assert.Equal([50, 60, 70], pixels[^3..]);

        using var colours = new MeanColours();
        using var frames = new FrameVectors(colours);
        float[] mean = frames.Vector([halves, Pictures.Plain(640, 360, 10), Pictures.Plain(64, 36, 20)])!;
        Assert.Equal([(30 + 10 + 20) / 3f, (40 + 10 + 20) / 3f, (50 + 10 + 20) / 3f], mean);
        Assert.Null(frames.Vector([]));
    }

    [Fact]
    public void No_tensor_is_left()
    {
        using var colours = new MeanColours();
        using var faces = new VisExtNet(Detector(), colours);
        var frame = Photograph("video_frame040");
        faces.Vector([frame]);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        faces.Vector([frame, frame]);

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Weights_that_are_nowhere_are_told_with_the_command_that_fetches_them()
    {
        using var folder = new TemporaryFolder();
        string message = Assert.Throws<BadInputException>(() => FaceDetector.Load(folder.Path)).Message;
        Assert.Contains("multiemo weights pull mtcnn", message);

        string mtcnn = Directory.CreateDirectory(Path.Combine(folder.Path, "mtcnn")).FullName;
        string rnet = SharedData.Path("weights", "mtcnn", "rnet.pt");
        foreach (string file in new[] { "pnet.pt", "rnet.pt", "onet.pt" }) File.Copy(rnet, Path.Combine(mtcnn, file));
        message = Assert.Throws<BadInputException>(() => FaceDetector.Load(folder.Path)).Message;
        Assert.Contains("pnet.pt: no weights for", message);
        Assert.Contains("conv1.weight [28, 3, 3, 3], not [10, 3, 3, 3]", message);
    }

    [Fact]
    public void A_frame_with_too_few_pixels_is_refused()
    {
        using var detector = Detector();
        Assert.Throws<ArgumentException>(() => detector.Detect(new Frame(100, 100, new byte[100])));
    }

    private static FaceDetector Detector() => FaceDetector.Load(SharedData.Path("weights"));

    private static Frame Photograph(string name)
    {
        var pixels = Safetensors.Read(SharedData.Path("golden", "mtcnn", "images.safetensors")).Require(name);
        return new Frame((int)pixels.Shape[1], (int)pixels.Shape[0], pixels.Bytes);
    }
}

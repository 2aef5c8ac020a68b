using MultiEmo.Features.Video;
using MultiEmo.Models.Faces;
using MultiEmo.Tests.Features.Video;
using MultiEmo.Tests.Support;

namespace MultiEmo.Tests.Models.Faces;

[Collection(TorchTests.Name)]
public sealed class ClipVectorsTests : IDisposable
{
    private readonly Clips clips = new();
    private readonly FaceDetector detector = FaceDetector.Load(SharedData.Path("weights"));

    public void Dispose()
    {
        clips.Dispose();
        detector.Dispose();
    }

    [Theory, InlineData("noface_face.mov", null, null), InlineData("swiz3n.mpg", 1.0, 1.5)]
    public void Both_choices_give_the_mean_over_the_faces_of_their_frames(string name, double? start, double? end)
    {
        string path = SharedData.Path("data", "media", name);
        var all = Copies(path, start ?? 0, end ?? double.MaxValue);
        var withFaces = all.Select(frame => new FramedFaces(frame, detector.Detect(frame))).Where(found => found.Faces.Count > 0).ToList();
        var released = FrameChoices.Released(withFaces.Count).Select(place => withFaces[place]);
        double last = end ?? all[^1].Time + all[^1].Time - all[^2].Time;
        var needed = FrameChoices.Needed([.. all.Select(frame => frame.Time)], last).Select(place => all[place]);

        Assert.Equal(Mean(released), Vector(FrameChoice.Released, path, start, end).Values!, Close);
        var found = needed.Select(frame => new FramedFaces(frame, detector.Detect(frame)));
        Assert.Equal(Mean(found), Vector(FrameChoice.Needed, path, start, end).Values!, Close);
    }

    [Fact]
    public void What_has_no_vector_says_why()
    {
        string path = SharedData.Path("data", "media", "face_noface.mov");
        File.WriteAllText(clips.At("text.mp4"), "no video");

        Assert.Equal("no face was found", Vector(FrameChoice.Needed, path, 5, 6).Absence);
        Assert.Contains("ends at", Vector(FrameChoice.Needed, path, 100, 101).Absence);
        Assert.Contains("is text", Vector(FrameChoice.Released, clips.At("text.mp4")).Absence);
        Assert.Contains("no such file", Vector(FrameChoice.Needed, clips.At("nowhere.mp4")).Absence);
        Assert.Null(Vector(FrameChoice.Needed, path, 5, 6).Values);
        Assert.NotNull(Vector(FrameChoice.Needed, path, 0, 1).Values);
    }

    private ClipVector Vector(FrameChoice choice, string path, double? start = null, double? end = null)
    {
        var clipVectors = new ClipVectors(new VisExtNet(detector, new MeanColour(), choice), Clips.Ffmpeg);
        return clipVectors.Vector(path, start, end, TestContext.Current.CancellationToken);
    }

    private static List<Frame> Copies(string path, double start, double end)
    {
        var video = Clips.Open(path);
        var all = video.Read(Enumerable.Range(0, video.Times.Count)).Select(frame => frame with { Pixels = [.. frame.Pixels] });
        return [.. all.Where(frame => frame.Time >= start - 1e-6 && frame.Time < end - 1e-6)];
    }

    private static float[] Mean(IEnumerable<FramedFaces> found)
    {
        var crops = found.SelectMany(each => each.Faces.Select(face => FaceCrop.Of(each.Frame, face.Box)!)).ToList();
        float[][] vectors = new MeanColour().Vectors(crops);
        return [.. Enumerable.Range(0, 3).Select(colour => vectors.Average(vector => vector[colour]))];
    }

    private static bool Close(float one, float other) => Math.Abs(one - other) < 1e-3f;

    private sealed class MeanColour() : FaceNetwork("mean colour")
    {
        public override int Width => 3;

        protected override float[] Run(IReadOnlyList<FaceCrop> crops)
            => [.. from crop in crops from colour in Enumerable.Range(0, 3) select Mean(crop, colour)];

        private static float Mean(FaceCrop crop, int colour) => (float)crop.Pixels.Where((_, i) => i % 3 == colour).Average(value => value);

        protected override void Dispose(bool disposing)
        {
        }
    }
}

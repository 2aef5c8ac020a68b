using static TorchSharp.torch;

namespace MultiEmo.Parity.Tests.Faces;

/// <summary>Boxes, probabilities, landmarks and their order equal facenet-pytorch's on every picture of the set.</summary>
public class DetectorParity
{
    private const double Pixels = 2e-3, Probability = 1e-5;

    [Fact]
    public void Faces_equal_the_reference_on_every_picture()
    {
        set_num_threads(1);
        var set = new MtcnnSet();
        using var detector = set.Detector();
        Assert.NotEmpty(set.Detected);
        foreach (string name in set.Detected)
        {
            using var scope = NewDisposeScope();
            var faces = detector.Detect(set.Frame(name));
            Assert.Equal(set.Results[$"{name}/probs"].Count, faces.Count);
            long n = faces.Count;
            float[] probabilities = [.. faces.Select(face => face.Probability)];
            float[] points = [.. faces.SelectMany(face => face.Landmarks).SelectMany(point => new[] { point.X, point.Y })];
            Close.Absolute(set.Results[$"{name}/boxes"], tensor(MtcnnSet.Boxes(faces.Select(face => face.Box)), [n, 4]), Pixels, $"boxes of {name}");
            Close.Absolute(set.Results[$"{name}/probs"], tensor(probabilities, [n]), Probability, $"probabilities of {name}");
            Close.Absolute(set.Results[$"{name}/landmarks"], tensor(points, [n, 5, 2]), Pixels, $"landmarks of {name}");
        }
    }
}

using System.Text.Json;
using MultiEmo.Features.Video;
using MultiEmo.Models.Faces;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.Parity.Tests.Faces;

/// <summary>Crops, and VisExtNet from frames to vector, equal the released program's.</summary>
public class VisExtNetParity
{
    private const double Vector = 5e-3;
    private readonly MtcnnSet set = new();

    public VisExtNetParity() => set_num_threads(1);

    [Fact]
    public void Crops_equal_the_reference_byte_for_byte()
    {
        const string Ending = "_tensor_area_uint8_chw";
        using var detector = set.Detector();
        string[] names = [.. set.Results.Keys.Where(name => name.EndsWith("tensor_area_uint8_chw", StringComparison.Ordinal))];
        Assert.NotEmpty(names);
        foreach (string name in names)
        {
            string picture = name.Split('/')[0];
            var frame = set.Frame(picture);
            var box = name.EndsWith(Ending, StringComparison.Ordinal)
                ? detector.Detect(frame)[int.Parse(name.Split("/face")[1].Split('_')[0], System.Globalization.CultureInfo.InvariantCulture)].Box
                : Stored(picture);
            byte[] pixels = FaceCrop.Of(frame, box)!.Pixels;
            int plane = FaceCrop.Side * FaceCrop.Side;
            byte[] planes = [.. Enumerable.Range(0, FaceCrop.Size).Select(i => pixels[i % plane * 3 + i / plane])];

            Assert.True(set.Results[name].Bytes.AsSpan().SequenceEqual(planes), name);
        }
    }

    [Fact]
    public void From_frames_to_vector_it_equals_the_released_program_in_both_modes_of_its_normalisations()
    {
        using var scope = NewDisposeScope();
        string file = Path.Combine(Directory.CreateTempSubdirectory("visextnet").FullName, "released.safetensors");
        try
        {
            Safetensors.Write(file, [.. HashedWeights.Of(HashedWeights.Shapes(Manifest()))]);
            using var detector = set.Detector();
            using var network = FaceNetwork.Load(file, null);
            using var both = new VisExtNet(detector, network);
            FramedFaces[] found = [.. Frames().Select(both.Find)];

            Assert.Equal(set.Results["visextnet/faces_per_frame"].As<long>().ToArray().AsEnumerable(), found.Select(each => (long)each.Faces.Count));
            Compare("visextnet/embedding_eval_mode", both.Vector(Frames()));
            Compare("visextnet/embedding_eval_mode", both.Vector(found));
            Compare("visextnet/embedding_train_mode", AsReleased(file, found));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    // The released program never leaves training mode: its normalisations use the batch, which is all faces of the clip.
    private static float[] AsReleased(string file, FramedFaces[] found)
    {
        using var untracked = no_grad();
        using var scope = NewDisposeScope();
        using var network = TorchNetwork.Of(Safetensors.Read(file).Tensors, file);
        network.train();
        FaceCrop[] crops = [.. found.SelectMany(each => each.Faces.Select(face => FaceCrop.Of(each.Frame, face.Box)!))];
        return network.call(TorchNetwork.Colours(crops, CPU)).mean([0]).data<float>().ToArray();
    }

    private IEnumerable<Frame> Frames() => set.Detected.Where(name => name.StartsWith("video_frame", StringComparison.Ordinal)).Select(set.Frame);

    private void Compare(string name, float[]? vector)
    {
        Assert.NotNull(vector);
        Close.Absolute(set.Results[name], tensor(vector), Vector, name);
    }

    private FaceBox Stored(string picture)
    {
        float[] box = set.Results[$"{picture}/box"].As<float>().ToArray();
        return new FaceBox(box[0], box[1], box[2], box[3]);
    }

    private static JsonElement Manifest() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Golden.Folder("resnet101"), "manifest.json"))).RootElement;
}

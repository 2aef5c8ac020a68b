using System.Globalization;
using MultiEmo.Models;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Mtcnn;
using MultiEmo.Storage;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests.Faces;

/// <summary>Every layer of the three networks, resizing by area and the boxes of P-Net's places equal facenet-pytorch's.</summary>
public class DetectorLayerParity
{
    private const double Layer = 1e-4;
    private readonly MtcnnSet set = new();

    public DetectorLayerParity() => set_num_threads(1);

    [Fact]
    public void Every_layer_of_P_Net_equals_the_reference() => Compare(set.Network(new ProposalNetwork(), "pnet"), "pnet");

    [Fact]
    public void Every_layer_of_R_Net_equals_the_reference() => Compare(set.Network(new RefinementNetwork(), "rnet"), "rnet");

    [Fact]
    public void Every_layer_of_O_Net_equals_the_reference() => Compare(set.Network(new OutputNetwork(), "onet"), "onet");

    [Fact]
    public void Resizing_by_area_equals_the_reference_bit_for_bit()
    {
        var picture = new AreaSums(set.Frame("small64"));
        string[] sizes = [.. set.Layers.Keys.Where(name => name.StartsWith("area_resample/", StringComparison.Ordinal))];
        Assert.NotEmpty(sizes);
        foreach (string name in sizes)
        {
            var expected = set.Layers[name];
            var (height, width) = ((int)expected.Shape[2], (int)expected.Shape[3]);
            var means = new float[height * width * 3];
            picture.Resize(picture.Whole, width, height, means);
            Assert.Equal(expected.As<float>().ToArray().AsEnumerable(), means.Where((_, i) => i % 3 == 0));
        }
    }

    [Fact]
    public void Boxes_of_places_equal_the_reference()
    {
        string name = set.Layers.Keys.Single(key => key.StartsWith("pnet/generate_bounding_box_", StringComparison.Ordinal));
        double[] numbers = [.. name.Split("scale")[1].Split("_thresh").Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        using var scope = NewDisposeScope();
        var scores = new StageScores(Stored("pnet/out_prob"), Stored("pnet/out_reg"));
        var boxes = Proposals.Boxes(scores, numbers[0], (float)numbers[1]);

        Close.Absolute(set.Layers[name], MtcnnSet.Rows(boxes), 0, name);
    }

    private void Compare(nn.Module<Tensor, StageScores> network, string part)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var seen = new Dictionary<string, StoredTensor>();
        foreach (var (name, module) in network.named_modules())
            if (module is nn.Module<Tensor, Tensor> layer) LayerRecord.Keep(layer, seen, $"{part}/{name}");
        var scores = network.call(Stored($"{part}/input"));
        (seen[$"{part}/out_prob"], seen[$"{part}/out_reg"]) = (Checkpoint.Store(scores.Face), Checkpoint.Store(scores.Shift));
        if (scores.Points is not null) seen[$"{part}/out_landmarks"] = Checkpoint.Store(scores.Points);
        var stored = set.Layers.Where(pair => pair.Key.StartsWith(part + "/", StringComparison.Ordinal) && IsOutput(pair.Key)).ToArray();

        Assert.NotEmpty(stored);
        foreach (var (name, expected) in stored) Close.Absolute(expected, Checkpoint.Restore(seen[name]), Layer, name);
    }

    // The softmax is no module here: its output is out_prob, which is stored too.
    private static bool IsOutput(string name) => !name.EndsWith("/input", StringComparison.Ordinal)
        && !name.Contains("/softmax", StringComparison.Ordinal) && !name.Contains("/generate", StringComparison.Ordinal);

    private Tensor Stored(string name) => Checkpoint.Restore(set.Layers[name]);
}

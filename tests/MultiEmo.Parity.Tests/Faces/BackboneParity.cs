using System.Globalization;
using System.Text.Json;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Backbones;
using MultiEmo.Models.Faces.Mtcnn;
using MultiEmo.Storage;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests.Faces;

/// <summary>
/// ResNet-50 and InceptionResnetV1 with hashed weights equal torchvision and facenet-pytorch, and equal numbers come in NumPy's order; the numbers
/// are made by tests/generators/face_backbones.py.
/// </summary>
public class BackboneParity
{
    private readonly IReadOnlyDictionary<string, StoredTensor> expected;
    private readonly JsonElement manifest;

    public BackboneParity()
    {
        set_num_threads(1);
        string folder = Golden.Folder("faces");
        manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json"))).RootElement;
        expected = Safetensors.Read(Path.Combine(folder, "backbones.safetensors")).Tensors;
    }

    public static TheoryData<string, string, bool> Kinds =>
        [.. from name in new[] { "resnet50", "inception" } from precision in new[] { "f64", "f32" } from folded in new[] { false, true }
            select (name, precision, folded)];

    [Theory, MemberData(nameof(Kinds))]
    public void Every_stage_and_the_vector_equal_the_reference(string name, string precision, bool folded)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var weights = HashedWeights.Of(HashedWeights.Shapes(manifest.GetProperty(name)));
        using var network = TorchNetwork.Of(weights, "hash");
        network.to(Close.Type(precision));
        network.eval();
        if (folded) ((IBackbone)network).Fold();

        string prefix = $"{name}/{precision}/";
        string[] sides = [.. Stored(prefix).Keys.Select(key => key.Split('/')[0]).Distinct()];
        Assert.NotEmpty(sides);
        foreach (string side in sides) Compare(network, $"{prefix}{side}/", int.Parse(side, CultureInfo.InvariantCulture), precision);
    }

    [Fact]
    public void Equal_numbers_come_in_the_order_of_NumPy()
    {
        string[] lengths = [.. Stored("argsort/").Keys.Select(key => key.Split('/')[0]).Distinct()];
        Assert.NotEmpty(lengths);
        foreach (string length in lengths)
        {
            var order = UnstableOrder.Ascending(expected[$"argsort/{length}/keys"].As<float>()).Select(index => (long)index);
            Assert.Equal(expected[$"argsort/{length}/order"].As<long>().ToArray().AsEnumerable(), order);
        }
    }

    private void Compare(nn.Module<Tensor, Tensor> network, string prefix, int side, string precision)
    {
        var modules = network.named_modules().ToDictionary(pair => pair.name, pair => pair.module);
        var seen = new Dictionary<string, StoredTensor>();
        var stored = Stored(prefix);
        foreach (string layer in stored.Keys.Where(key => key != "output")) LayerRecord.Keep((nn.Module<Tensor, Tensor>)modules[layer], seen, layer);
        var vectors = network.call(HashedWeights.Pictures(2, 3, side, side).to(Close.Type(precision)));

        Close.OfMax(stored["output"], vectors, Tolerance(precision), $"{prefix}output");
        foreach (var (layer, output) in seen)
            Close.OfMax(stored[layer], Models.Checkpoint.Restore(output).mean([2, 3]), Tolerance(precision), prefix + layer);
    }

    private Dictionary<string, StoredTensor> Stored(string prefix) => expected
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);

    // As of the logits of ResNet-101, whose scale is 51.
    private static double Tolerance(string precision) => precision == "f64" ? 1e-11 : 1e-5;
}

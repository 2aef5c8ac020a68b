using System.Text.Json;
using MultiEmo.Models;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Backbones;
using MultiEmo.Storage;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests.Faces;

/// <summary>ResNet-101 with hashed weights, under the released names: every stage and the logits equal the reference, folded or not.</summary>
public class ResNetParity
{
    private readonly IReadOnlyDictionary<string, StoredTensor> expected;
    private readonly JsonElement manifest;

    public ResNetParity()
    {
        set_num_threads(1);
        string folder = Golden.Folder("resnet101");
        manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json"))).RootElement;
        expected = Safetensors.Read(Path.Combine(folder, "resnet101.safetensors")).Tensors;
    }

    [Theory, InlineData("f64", false), InlineData("f64", true), InlineData("f32", false), InlineData("f32", true)]
    public void Every_stage_and_the_logits_equal_the_reference(string precision, bool folded)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var weights = HashedWeights.Of(HashedWeights.Shapes(manifest));
        CheckWeights(weights);
        using var network = (ResNet)TorchNetwork.Of(weights, "hash");
        Assert.Equal(manifest.GetProperty("n_parameters").GetInt64(), network.parameters().Sum(parameter => parameter.numel()));
        network.to(Close.Type(precision));
        network.eval();
        if (folded) network.Fold();
        double tolerance = precision == "f64" ? 1e-9 : 5e-4;

        var seen = Watched(network, folded);
        var logits = network.call(HashedWeights.Pictures(2, 3, FaceCrop.Side, FaceCrop.Side).to(Close.Type(precision)));
        Close.Absolute(expected[$"{precision}/output"], logits, tolerance, "logits");
        Assert.NotEmpty(seen);
        foreach (var (name, stage) in seen)
        {
            var values = Checkpoint.Restore(stage);
            Close.Absolute(expected[$"{precision}/{name}_pooled"], values.mean([2, 3]), tolerance, name);
            if (expected.TryGetValue($"{precision}/{name}_image0_channels0to7", out var excerpt))
                Close.Absolute(excerpt, values[0].narrow(0, 0, 8), tolerance, $"excerpt of {name}");
        }
    }

    // Where a stage of the reference is found here; a folded network has no output of its first convolution alone.
    private Dictionary<string, StoredTensor> Watched(ResNet network, bool folded)
    {
        var seen = new Dictionary<string, StoredTensor>();
        var modules = network.named_modules().ToDictionary(pair => pair.name, pair => pair.module);
        foreach (var stage in manifest.GetProperty("stages").EnumerateObject())
        {
            string name = stage.Value.GetString()!;
            string? module = name switch
            {
                "conv1" => folded ? null : name,
                "maxpool" => name,
                "avgpool" => null,
                _ when name.EndsWith("_block0", StringComparison.Ordinal) => $"layer{name[5]}.0",
                _ => $"layer{name[5]}",
            };
            if (module is not null) LayerRecord.Keep((nn.Module<Tensor, Tensor>)modules[module], seen, name);
        }
        return seen;
    }

    private void CheckWeights(Dictionary<string, StoredTensor> weights)
    {
        foreach (var check in manifest.GetProperty("parameter_check").EnumerateObject().Where(each => weights[each.Name].Type == "F32"))
        {
            double sum = weights[check.Name].As<float>().ToArray().Sum(value => (double)value);
            Close.Number(check.Value.GetProperty("sum").GetDouble(), sum, 1e-6, $"sum of {check.Name}");
        }
    }
}

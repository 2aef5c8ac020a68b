using System.Text.Json;
using MultiEmo.Models;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests.Text;

/// <summary>States, logits, loss and gradients of a tiny RoBERTa equal those of the reference program.</summary>
public class RobertaParity
{
    private readonly string folder = Golden.Folder("roberta");
    private readonly IReadOnlyDictionary<string, StoredTensor> expected;

    public RobertaParity()
    {
        set_num_threads(1);
        expected = Safetensors.Read(Path.Combine(folder, "tiny_roberta_io.safetensors")).Tensors;
    }

    [Theory, InlineData("f64", "batch"), InlineData("f64", "long"), InlineData("f32", "batch"), InlineData("f32", "long")]
    public void Every_state_equals_the_reference(string precision, string name)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var settings = Settings();
        var model = Load(new Roberta(settings, new RobertaPooler(settings)), "tiny_roberta_model", precision);
        var batch = Batch(name, settings);
        double tolerance = precision == "f64" ? 1e-11 : 1e-5;

        var states = model.call(batch, settings.Layers + 1).Hidden;
        Close.Absolute(expected[$"{name}/position_ids"], model.Embeddings.Places(batch.Mask), 0, "places");
        Assert.Equal(settings.Layers + 1, states.Count);
        foreach (var (layer, state) in states.Index())
            Close.Absolute(expected[$"{precision}/{name}/hidden_states.{layer}"], state, tolerance, $"state {layer}");
        Close.Absolute(expected[$"{precision}/{name}/last_hidden_state"], model.call(batch, 1).Last, tolerance, "last state");
        Close.Absolute(expected[$"{precision}/{name}/pooler_output"], model.Pool(states[^1]), tolerance, "pooled");
        foreach (var (index, layer) in model.Layers.Index().Where(_ => name == "batch"))
            Close.Absolute(expected[$"{precision}/{name}/attentions.{index}"], layer.Attention.Attention(states[index], batch.Mask), tolerance,
                $"attention {index}");
    }

    [Theory, InlineData("f64"), InlineData("f32")]
    public void Logits_loss_and_every_gradient_equal_the_reference(string precision)
    {
        using var scope = NewDisposeScope();
        var settings = Settings() with { Dropout = 0, AttentionDropout = 0 };
        var model = Load(new RobertaClassifier(settings, Classes()), "tiny_roberta_classifier", precision);
        var logits = model.call(Batch("batch", settings), 0);
        var loss = nn.functional.cross_entropy(logits, Checkpoint.Restore(expected["batch/labels"]));
        loss.backward();

        bool f64 = precision == "f64";
        double tolerance = f64 ? 1e-11 : 1e-5;
        Close.Absolute(expected[$"{precision}/classifier/logits"], logits, tolerance, "logits");
        Close.Absolute(expected[$"{precision}/classifier/loss"], loss, tolerance, "loss");
        string prefix = $"{precision}/classifier/grad/";
        Assert.Equal(expected.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(),
            model.named_parameters().Select(pair => prefix + pair.name).Order());
        foreach (var (name, parameter) in model.named_parameters())
            if (!name.EndsWith("key.bias", StringComparison.Ordinal))
                Close.OfMax(expected[prefix + name], parameter.grad!, f64 ? 1e-11 : 2e-5, name);
        foreach (var layer in Enumerable.Range(0, settings.Layers)) KeyBias(model, layer, f64 ? 1e-14 : 1e-6);
    }

    // The gradient of a key's bias is zero by algebra, and what is computed, there as here, is rounding: it is measured by the gradient of the key's
    // weight (the reference's own, in float32, is 1e-7 of it).
    private static void KeyBias(RobertaClassifier model, int layer, double share)
    {
        Tensor Of(string part) => model.get_parameter($"roberta.encoder.layer.{layer}.attention.self.key.{part}")!.grad!.abs().max();
        double bias = Of("bias").to(ScalarType.Float64).item<double>(), weight = Of("weight").to(ScalarType.Float64).item<double>();
        Assert.True(bias <= share * weight, $"layer {layer}: the gradient of the key's bias is {bias:g3}, of its weight {weight:g3}");
    }

    private T Load<T>(T model, string file, string precision) where T : nn.Module
    {
        string path = Path.Combine(folder, $"{file}.safetensors");
        RobertaWeights.Load(model, Safetensors.Read(path).Tensors, path);
        model.to(Close.Type(precision));
        model.eval();
        return model;
    }

    private TokenBatch Batch(string name, RobertaSettings settings)
    {
        var ids = Checkpoint.Restore(expected[$"{name}/input_ids"]);
        return new TokenBatch(ids, ids.ne(settings.Padding));
    }

    private RobertaSettings Settings() => Manifest().GetProperty("config").Deserialize<RobertaSettings>()!;

    private int Classes() => Manifest().GetProperty("config").GetProperty("num_labels").GetInt32();

    private JsonElement Manifest() => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json"))).RootElement;
}

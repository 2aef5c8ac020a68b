using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Models.Text;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models.Text;

/// <summary>Weights load under the names that published files have, and what does not fit is told at once.</summary>
[Collection(TorchTests.Name)]
public class RobertaWeightsTests
{
    private readonly Dictionary<string, StoredTensor> stored;

    public RobertaWeightsTests()
    {
        using var model = TinyRoberta.Model(seed: 7);
        stored = Checkpoint.Read(model).ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    [Fact]
    public void A_network_written_and_read_is_the_same_file()
    {
        using var folder = new TemporaryFolder();
        string first = Path.Combine(folder.Path, "a.safetensors"), second = Path.Combine(folder.Path, "b.safetensors");
        using Roberta model = TinyRoberta.Model(seed: 7), other = TinyRoberta.Model(seed: 8);
        Checkpoint.Save(model, first);
        RobertaWeights.Load(other, Safetensors.Read(first).Tensors, first);
        Checkpoint.Save(other, second);

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    [Theory, InlineData(""), InlineData("roberta.")]
    public void Prefix_old_names_buffers_and_other_heads_are_understood(string prefix)
    {
        var published = stored.ToDictionary(pair => prefix + Old(pair.Key), pair => pair.Value);
        published[prefix + "embeddings.position_ids"] = StoredTensor.Of(new long[66], 1, 66);
        published["lm_head.dense.weight"] = StoredTensor.Of(new float[4], 2, 2);
        published["classifier.dense.weight"] = StoredTensor.Of(new float[256], 16, 16);
        using var model = TinyRoberta.Model(seed: 8);
        using var classifier = new RobertaClassifier(TinyRoberta.Settings, 3);
        RobertaWeights.Load(model, published, "weights");
        RobertaWeights.Load(classifier.Body, published, "weights");

        Assert.Equal(stored.Values.Select(tensor => tensor.Bytes), Checkpoint.Read(model).Select(pair => pair.Value.Bytes));
        Assert.Equal(stored.Values.Select(tensor => tensor.Bytes), Checkpoint.Read(classifier.Body).Select(pair => pair.Value.Bytes));
    }

    [Fact]
    public void Half_precision_is_widened()
    {
        float[] values = [1.5f, -2, 0.25f, 1e-3f];
        byte[] half = [.. values.SelectMany(value => BitConverter.GetBytes((Half)value))];
        byte[] brain = [.. values.SelectMany(value => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)))];
        using var scope = NewDisposeScope();

        Assert.Equal(values.Select(value => (double)(float)(Half)value), Tiny.Values(Checkpoint.Restore(new StoredTensor("F16", [4], half))));
        Tiny.Near([.. values.Select(value => (double)value)], Tiny.Values(Checkpoint.Restore(new StoredTensor("BF16", [4], brain))), 1e-5);
    }

    [Fact]
    public void All_that_does_not_fit_is_told_at_once_and_nothing_is_changed()
    {
        using var model = TinyRoberta.Model(seed: 8);
        var before = Checkpoint.Read(model).Select(pair => pair.Value.Bytes).ToArray();
        stored.Remove("embeddings.LayerNorm.bias");
        stored["encoder.layer.9.output.dense.bias"] = StoredTensor.Of(new float[16], 16);
        stored["encoder.layer.0.output.dense.bias"] = StoredTensor.Of(new float[3], 3);
        var fault = Assert.Throws<BadInputException>(() => RobertaWeights.Load(model, stored, "w.safetensors"));

        Assert.Contains("w.safetensors: no weights for embeddings.LayerNorm.bias", fault.Message);
        Assert.Contains("unknown weights encoder.layer.9.output.dense.bias", fault.Message);
        Assert.Contains("encoder.layer.0.output.dense.bias [3], not [16]", fault.Message);
        Assert.Equal(before, Checkpoint.Read(model).Select(pair => pair.Value.Bytes));
    }

    [Fact]
    public void A_config_of_another_network_is_refused_with_all_its_faults()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "config.json");
        string Refusal(string json)
        {
            File.WriteAllText(path, json);
            return Assert.Throws<BadInputException>(() => RobertaSettings.Read(path)).Message;
        }
        string sizes = "\"vocab_size\":9,\"hidden_size\":10,\"num_hidden_layers\":1,\"intermediate_size\":8,\"max_position_embeddings\":20";

        string message = Refusal($"{{{sizes},\"num_attention_heads\":3,\"model_type\":\"bert\",\"hidden_act\":\"relu\",\"hidden_dropout_prob\":1}}");
        Assert.Contains("model_type is 'bert'", message);
        Assert.Contains("hidden_act is 'relu'", message);
        Assert.Contains("3 heads do not divide the width 10", message);
        Assert.Contains("a dropout rate", message);
        Assert.Contains("hidden_size", Refusal("{}"));
        File.WriteAllText(path, $"{{{sizes},\"num_attention_heads\":5,\"layer_norm_eps\":1e-05,\"use_cache\":true}}");
        Assert.Equal(1e-5, RobertaSettings.Read(path).Epsilon);
        Assert.Equal(18, RobertaSettings.Read(path).LongestInput);
    }

    private static string Old(string name) => name
        .Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal)
        .Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal);
}

using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models;

/// <summary>A model that is written and read is the same model, and foreign weights are refused by name.</summary>
[Collection(TorchTests.Name)]
public class CheckpointTests
{
    [Theory, InlineData(ScalarType.Float32), InlineData(ScalarType.Float64)]
    public void Written_and_read_it_is_the_same_model_and_the_same_file(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        string first = Path.Combine(folder.Path, "a.safetensors"), second = Path.Combine(folder.Path, "b.safetensors");
        var architecture = Tiny.Architecture("iemocap", gaps: true);
        var batch = Tiny.Batch(Tiny.Dataset("tav", true, 4, 3), type);
        MultiEmoModel model = Tiny.Model(architecture, type), other = new(architecture);
        other.to(type).eval();
        Checkpoint.Save(model, first);
        Checkpoint.Load(other, first);
        Checkpoint.Save(other, second);

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Tiny.Near(Tiny.Values(model.call(batch).Logits), Tiny.Values(other.call(batch).Logits), 0);
    }

    [Fact]
    public void Missing_extra_and_misshapen_weights_are_named()
    {
        using var model = Tiny.Model(Tiny.Architecture("meld"), ScalarType.Float32);
        var tensors = Checkpoint.Read(model).ToDictionary(pair => pair.Key, pair => pair.Value);
        string Refusal(Action<Dictionary<string, StoredTensor>> change)
        {
            var changed = new Dictionary<string, StoredTensor>(tensors);
            change(changed);
            return Assert.Throws<BadInputException>(() => Checkpoint.Write(model, changed, "weights.safetensors")).Message;
        }

        Assert.Contains("weights.safetensors: no weights for fc.bias", Refusal(changed => changed.Remove("fc.bias")));
        Assert.Contains("weights for fc.scale, which the model does not have", Refusal(changed => changed["fc.scale"] = tensors["fc.bias"]));
        Assert.Contains("weights of shape [3] for fc.bias, which has [8]", Refusal(changed => changed["fc.bias"] = StoredTensor.Of(new float[3], 3)));
        Assert.Contains("U8", Refusal(changed => changed["fc.bias"] = StoredTensor.Of(new byte[8], 8)));
    }

    [Fact]
    public void Refused_weights_leave_the_model_as_it_was()
    {
        using MultiEmoModel model = Tiny.Model(Tiny.Architecture("meld"), ScalarType.Float32), other = new(Tiny.Architecture("meld"));
        var tensors = Checkpoint.Read(other).ToDictionary(pair => pair.Key, pair => pair.Value);
        tensors["mlp.linear_2.bias"] = StoredTensor.Of(new float[5], 5);
        var before = Checkpoint.Read(model).Select(pair => pair.Value.Bytes).ToArray();

        Assert.Throws<BadInputException>(() => Checkpoint.Write(model, tensors, "weights"));
        Assert.Equal(before, Checkpoint.Read(model).Select(pair => pair.Value.Bytes));
    }

    [Fact]
    public void A_file_that_is_none_of_weights_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var model = Tiny.Model(Tiny.Architecture("meld"));
        string path = Path.Combine(folder.Path, "model.safetensors");
        File.WriteAllText(path, "not weights at all");

        Assert.Contains(path, Assert.Throws<BadInputException>(() => Checkpoint.Load(model, path)).Message);
    }
}

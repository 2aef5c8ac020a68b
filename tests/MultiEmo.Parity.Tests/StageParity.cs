using MultiEmo.Models;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.Parity.Tests;

/// <summary>Every stage of the model equals the reference program's, padding included.</summary>
public class StageParity
{
    [Theory, MemberData(nameof(Sets))]
    public void Every_stage_equals_the_reference(string dataset, string precision)
    {
        var set = new ReferenceSet(dataset, "tiny");
        var expected = set.Tensors(precision);
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var model = set.TinyModel(mask: false, Close.Type(precision));
        model.eval();
        var batch = set.TinyBatch(Close.Type(precision));
        var seen = new StageRecorder(model, batch).Record();

        double tolerance = precision == "f64" ? 1e-12 : 5e-6;
        var stages = expected.Keys.Where(key => key.StartsWith("stage/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(stages);
        foreach (string stage in stages)
        {
            Assert.True(seen.TryGetValue(stage["stage/".Length..], out var actual), $"{stage} was never computed");
            Close.Absolute(expected[stage], actual!, tolerance, stage);
        }
    }

    [Theory, MemberData(nameof(Sets))]
    public void With_the_mask_a_conversation_is_the_same_alone_and_in_a_batch(string dataset, string precision)
    {
        var set = new ReferenceSet(dataset, "tiny");
        var expected = set.Tensors(precision);
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var model = set.TinyModel(mask: true, Close.Type(precision));
        model.eval();
        var batch = set.TinyBatch(Close.Type(precision));
        var together = model.call(batch);
        double tolerance = precision == "f64" ? 1e-12 : 5e-6;
        for (int conversation = 0, first = 0; conversation < set.Lengths.Length; first += set.Lengths[conversation++])
        {
            int length = set.Lengths[conversation];
            var rows = arange(first, first + length, ScalarType.Int64);
            CompareOutputs(expected, $"alone{conversation}", together.Select(rows), tolerance);
            CompareOutputs(expected, $"alone{conversation}", model.call(ReferenceSet.Alone(batch, conversation, length)), tolerance);
        }
    }

    public static TheoryData<string, string> Sets => new() { { "iemocap", "f64" }, { "iemocap", "f32" }, { "meld", "f64" }, { "meld", "f32" } };

    private static void CompareOutputs(IReadOnlyDictionary<string, StoredTensor> expected, string name, Scores scores, double tolerance)
    {
        Close.Absolute(expected[$"{name}/out.fused_text"], scores.Text!.Features, tolerance, $"{name} text");
        Close.Absolute(expected[$"{name}/out.fused_audio"], scores.Audio!.Features, tolerance, $"{name} audio");
        Close.Absolute(expected[$"{name}/out.fused_visual"], scores.Visual!.Features, tolerance, $"{name} visual");
        Close.Absolute(expected[$"{name}/out.fc_outputs"], scores.Fused, tolerance, $"{name} z");
        Close.Absolute(expected[$"{name}/out.mlp_outputs"], scores.Logits, tolerance, $"{name} logits");
    }
}

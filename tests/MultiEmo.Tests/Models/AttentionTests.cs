using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Models.Baselines;
using MultiEmo.Tests.Models.Twins;
using MultiEmo.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models;

/// <summary>What a turn looks at in MultiAttn, and that looking on changes nothing.</summary>
[Collection(TorchTests.Name)]
public class AttentionTests
{
    private static readonly int[] Lengths = [6, 4, 1];

    [Theory, MemberData(nameof(Tiny.Kinds), MemberType = typeof(Tiny))]
    public void The_weights_are_those_that_a_slow_twin_computes_from_the_parameters(string like, string modalities, bool gaps)
    {
        using var scope = NewDisposeScope();
        var architecture = Tiny.Architecture(like, modalities, gaps);
        var dataset = Tiny.Dataset(modalities, gaps, Lengths);
        using var model = Tiny.Model(architecture);
        var twin = new SlowModel(architecture, new Weights(model));
        model.to(ScalarType.Float32);
        for (int conversation = 0; conversation < dataset.Count; conversation++)
        {
            twin.Run(dataset, conversation);
            for (int turn = 0; turn < Lengths[conversation]; turn++)
            {
                var steps = Inference.Attention(model, dataset, conversation, turn, CPU);
                Assert.Equal(twin.Attended.Select(step => $"{step.Query} {step.Partner} {step.Layer}"),
                    steps.Select(step => $"{step.Query} {step.Partner} {step.Layer}"));
                Assert.All(steps.Zip(twin.Attended), pair => Tiny.Near(
                    [.. pair.Second.Weights[turn].SelectMany(head => head)], [.. pair.First.Heads.SelectMany(Numbers)], 1e-5, $"{pair.First}"));
            }
        }
        Assert.Equal(modalities.Length * (modalities.Length - 1) * architecture.Layers, twin.Attended.Count);
    }

    [Theory, MemberData(nameof(Tiny.Kinds), MemberType = typeof(Tiny))]
    public void The_form_that_is_watched_predicts_as_the_one_that_is_not(string like, string modalities, bool gaps)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var model = Tiny.Model(Tiny.Architecture(like, modalities, gaps), ScalarType.Float32);
        var batch = Tiny.Batch(Tiny.Dataset(modalities, gaps, Lengths), ScalarType.Float32);
        double[] watched = Tiny.Values(model.Plain(batch, new AttentionLog(0)).Logits);

        Tiny.Near(Tiny.Values(model.Plain(batch).Logits), watched, 0, "unwatched");
        Tiny.Near(Tiny.Values(model.call(batch).Logits), watched, 1e-5, "packed");
    }

    [Fact]
    public void Weights_sum_to_1_and_turns_without_the_partner_have_none()
    {
        using var model = Tiny.Model(Tiny.Architecture("meld", gaps: true), ScalarType.Float32);
        var dataset = Tiny.Dataset("tav", true, 12);
        foreach (var step in Inference.Attention(model, dataset, 0, 3, CPU))
        {
            bool[] present = dataset.Features(step.Partner)!.Present;
            Assert.Contains(false, present);
            Assert.All(step.Heads, head => Assert.Equal(1, head.Sum(), 1e-5));
            Assert.All(step.Heads, head => Assert.Equal(present, head.Select(weight => weight > 0)));
            Assert.Equal(step.Heads.Average(head => head[1]), step.Mean[1], 1e-6);
        }
    }

    [Fact]
    public void Where_no_turn_has_the_partner_all_weights_are_0()
    {
        using var model = Tiny.Model(Tiny.Architecture("iemocap", gaps: true), ScalarType.Float32);
        var steps = Inference.Attention(model, Tiny.Dataset("tav", true, 3, 5), 1, 2, CPU);

        foreach (var step in steps)
        {
            int sum = step.Partner == Modality.Visual ? 0 : 1;
            Assert.All(step.Heads, head => Assert.Equal(sum, head.Sum(), 1e-5));
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Padded_turns_have_weight_only_without_the_mask(bool mask)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var model = Tiny.Model(Tiny.Architecture("meld") with { Mask = mask }, ScalarType.Float32);
        var log = new AttentionLog(1);
        model.Plain(Tiny.Batch(Tiny.Dataset("tav", false, 3, 7), ScalarType.Float32), log);

        Assert.All(log.Kept.SelectMany(step => step.Heads), head => Assert.Equal(7, head.Count));
        Assert.All(log.Kept.SelectMany(step => step.Heads), head => Assert.Equal(mask, head.Skip(3).Sum() == 0));
    }

    [Fact]
    public void A_model_without_MultiAttn_has_none_and_training_goes_on_afterwards()
    {
        var dataset = Tiny.Dataset("tav", false, 3);
        using var ablated = Tiny.Model(Tiny.Architecture("meld") with { MultiAttn = false }, ScalarType.Float32);
        using var regression = new LogisticRegression(Tiny.Architecture("meld"));
        ablated.train();

        Assert.Empty(Inference.Attention(ablated, dataset, 0, 0, CPU));
        Assert.Empty(Inference.Attention(regression, dataset, 0, 0, CPU));
        Assert.True(ablated.training);
    }

    [Fact]
    public void Watching_leaves_no_tensor_behind()
    {
        using var model = Tiny.Model(Tiny.Architecture("meld", gaps: true), ScalarType.Float32);
        var dataset = Tiny.Dataset("tav", true, 5);
        Inference.Attention(model, dataset, 0, 1, CPU);
        long before = Tensor.TotalCount;
        Inference.Attention(model, dataset, 0, 1, CPU);

        Assert.Equal(before, Tensor.TotalCount);
    }

    private static IEnumerable<double> Numbers(IEnumerable<float> values) => values.Select(value => (double)value);
}

using MultiEmo.Models;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Tests.Models;

/// <summary>What is computed over packed turns equals what the model says over padded ones, in value and in gradient.</summary>
[Collection(TorchTests.Name)]
public class PackedTests
{
    private static readonly int[] Lengths = [5, 3, 1, 9, 9, 2, 4];

    [Theory, MemberData(nameof(Tiny.Kinds), MemberType = typeof(Tiny))]
    public void It_equals_the_padded_computation(string like, string modalities, bool gaps) =>
        Compare(Tiny.Architecture(like, modalities, gaps), Tiny.Dataset(modalities, gaps, Lengths));

    [Theory, InlineData("meld"), InlineData("iemocap")]
    public void It_equals_the_padded_computation_without_MultiAttn(string like) =>
        Compare(Tiny.Architecture(like) with { MultiAttn = false }, Tiny.Dataset("tav", false, Lengths));

    [Fact]
    public void It_equals_the_padded_computation_where_gaps_were_never_learnt() =>
        Compare(Tiny.Architecture("meld"), Tiny.Dataset("tav", true, Lengths));

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void It_equals_the_padded_computation_with_any_number_of_threads(int threads)
    {
        int before = get_num_threads();
        set_num_threads(threads);
        Compare(Tiny.Architecture("meld", gaps: true), Tiny.Dataset("tav", true, Lengths));
        Compare(Tiny.Architecture("iemocap"), Tiny.Dataset("tav", false, 2));
        set_num_threads(before);
    }

    [Fact]
    public void It_equals_the_padded_computation_over_long_conversations_of_wider_models() =>
        Compare(Tiny.Architecture("iemocap", gaps: true) with { Width = 48, Heads = 3, Hidden = 40, Layers = 1 }, Tiny.Dataset("tav", true, 600, 130, 1), shrunk: 0.3);

    // Over hundreds of turns, large weights would make large errors of the last digits.
    private static void Compare(Architecture architecture, ConversationDataset dataset, double shrunk = 1)
    {
        using var scope = NewDisposeScope();
        using var exact = Tiny.Model(architecture);
        using var model = Tiny.Model(architecture, ScalarType.Float32);
        using (no_grad())
            foreach (var parameter in exact.parameters().Concat(model.parameters())) parameter.mul_(shrunk);
        var (expected, ofExact) = Run(exact, Tiny.Batch(dataset), batch => exact.Plain(batch));
        var (actual, ofModel) = Run(model, Tiny.Batch(dataset, ScalarType.Float32), batch => model.call(batch));

        foreach (string name in expected.Keys) Near(expected[name], actual[name], name);
        Assert.Equal(ofExact.Keys, ofModel.Keys);
        foreach (string name in ofExact.Keys) Near(ofExact[name], ofModel[name], name);
    }

    // All outputs, and the gradients of a sum of them all, each number with a factor of its own.
    private static (Dictionary<string, double[]> Outputs, Dictionary<string, double[]> Gradients) Run(
        MultiEmoModel model, ConversationBatch batch, Func<ConversationBatch, Scores> compute)
    {
        foreach (var parameter in model.parameters()) parameter.requires_grad = true;
        var scores = compute(batch);
        var outputs = new Dictionary<string, Tensor> { ["z"] = scores.Fused, ["logits"] = scores.Logits };
        foreach (var (modality, index) in scores.Modalities.Select((modality, index) => (modality, index))) outputs[$"f{index}"] = modality.Features;
        var random = new Random(3);
        var sum = zeros([], scores.Logits.dtype);
        foreach (var output in outputs.Values)
        {
            double[] factors = [.. Enumerable.Range(0, (int)output.NumberOfElements).Select(_ => random.NextDouble() - 0.5)];
            sum += (output * tensor(factors, output.shape).to(output.dtype)).sum();
        }
        sum.backward();
        return (outputs.ToDictionary(pair => pair.Key, pair => Tiny.Values(pair.Value)),
            model.named_parameters().Where(pair => pair.parameter.grad is not null)
                .ToDictionary(pair => pair.name, pair => Tiny.Values(pair.parameter.grad!)));
    }

    private static void Near(double[] expected, double[] actual, string name)
    {
        double largest = Math.Max(1e-2, expected.Max(Math.Abs));
        Tiny.Near(expected, actual, 2e-5 * largest, name);
    }
}

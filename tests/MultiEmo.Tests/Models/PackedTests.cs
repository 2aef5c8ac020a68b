using MultiEmo.Models;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using TorchSharp;
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

    [Theory, InlineData(0), InlineData(1), InlineData(3)]
    public void It_equals_the_padded_computation_with_any_number_of_layers(int layers) =>
        Compare(Tiny.Architecture("meld") with { Layers = layers }, Tiny.Dataset("tav", false, Lengths));

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
        Compare(
            Tiny.Architecture("iemocap", gaps: true) with { Width = 48, Heads = 3, Hidden = 40, Layers = 1 },
            Tiny.Dataset("tav", true, 600, 130, 1), shrunk: 0.3);

    [Theory, InlineData("meld"), InlineData("iemocap")]
    public void With_dropout_the_gradients_are_those_of_differences(string like)
    {
        using var scope = NewDisposeScope();
        var rates = new Dropouts { Input = 0.2, Recurrent = 0.2, Sublayer = 0.2, Classifier = 0.2, Logits = 0.2 };
        Seeds.Start(1);
        using var model = new MultiEmoModel(Tiny.Architecture(like, gaps: true), rates);
        var batch = Tiny.Batch(Tiny.Dataset("tav", true, Lengths), ScalarType.Float32);
        double Value(bool learn)
        {
            Seeds.Start(9);
            var scores = model.call(batch);
            var sum = scores.Logits.square().sum() + scores.Fused.square().sum();
            foreach (var modality in scores.Modalities) sum += modality.Features.sum();
            if (learn) sum.backward();
            return sum.detach().to(ScalarType.Float64).item<double>();
        }

        Value(learn: true);
        var learning = model.parameters().Where(parameter => parameter.grad is not null).ToArray();
        double along = Math.Sqrt(learning.Sum(parameter => Tiny.Values(parameter.grad!).Sum(each => each * each)));
        double Moved(double step)
        {
            using var untracked = no_grad();
            foreach (var parameter in learning) parameter.add_(parameter.grad!, (step / along).ToScalar());
            double value = Value(learn: false);
            foreach (var parameter in learning) parameter.add_(parameter.grad!, (-step / along).ToScalar());
            return value;
        }

        Assert.Equal(along, (Moved(2e-3) - Moved(-2e-3)) / 4e-3, 0.01 * along);
    }

    [Fact]
    public void A_conversation_of_2000_turns_trains_and_is_predicted()
    {
        using var scope = NewDisposeScope();
        using var model = Tiny.Model(Tiny.Architecture("iemocap") with { Layers = 1 }, ScalarType.Float32);
        var dataset = Tiny.Dataset("tav", false, 2000);
        var scores = model.call(Tiny.Batch(dataset, ScalarType.Float32));
        scores.Logits.square().mean().backward();

        Assert.All(model.parameters().Where(parameter => parameter.grad is not null), each => Assert.All(Tiny.Values(each.grad!), number =>
            Assert.True(double.IsFinite(number))));
        float[] predicted = Inference.Logits(model, dataset, [[0]], CPU, TestContext.Current.CancellationToken);
        Assert.Equal(Tiny.Values(scores.Logits).Select(logit => (float)logit), predicted);
    }

    [Fact]
    public void Parameters_in_the_place_of_others_count()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        using var model = Tiny.Model(Tiny.Architecture("meld"), ScalarType.Float32);
        var batch = Tiny.Batch(Tiny.Dataset("tav", false, Lengths), ScalarType.Float32);
        double[] before = Tiny.Values(model.call(batch).Logits);
        var parameter = model.parameters().First();
        model.to(ScalarType.Float64).to(ScalarType.Float32);
        Assert.NotSame(parameter, model.parameters().First());
        Assert.Equal(before, Tiny.Values(model.call(batch).Logits));
        foreach (var each in model.parameters()) each.zero_();

        Assert.All(Tiny.Values(model.call(batch).Logits), logit => Assert.Equal(0, logit));
    }

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

using MultiEmo.Conversations;
using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Models.Packed;
using MultiEmo.Tests.Support;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Tests.Models;

/// <summary>The losses of packed scores equal those that libtorch computes in double precision, in value and in gradient.</summary>
[Collection(TorchTests.Name)]
public class PackedLossTests
{
    private static readonly long[] Counts = [50, 20, 10];

    public static TheoryData<string, int, bool, bool> Cases => new()
    {
        { "tav", 40, false, false }, { "tav", 40, true, false }, { "tav", 40, false, true }, { "tav", 40, true, true },
        { "ta", 25, true, true }, { "v", 12, false, false }, { "tav", 1, false, false }, { "tav", 200, false, false },
    };

    [Theory, MemberData(nameof(Cases))]
    public void They_equal_the_plain_losses(string modalities, int turns, bool gaps, bool unlabelled)
    {
        Compare(new LossSettings(), modalities, turns, gaps, unlabelled);
        Compare(new LossSettings { Swfc = 0.4, SoftHgr = 0, Temperature = 0.8, Focus = 2.4 }, modalities, turns, gaps, unlabelled);
        Compare(new LossSettings { Swfc = 0, SoftHgr = 0.5 }, modalities, turns, gaps, unlabelled);
        Compare(new LossSettings { Balance = 0.5, LabelSmoothing = 0.1 }, modalities, turns, gaps, unlabelled);
    }

    [Fact]
    public void A_modality_that_no_turn_has_adds_nothing()
    {
        var layout = new PackedLayout(Tiny.Architecture("meld"));
        using var scope = NewDisposeScope();
        var packed = Scores(layout, rand([5, layout.Empty(1).shape[1]]), ScalarType.Float32, _ => zeros(5, ScalarType.Bool));
        Assert.Equal(0, new TotalLoss(new LossSettings(), Counts).Of(packed, zeros(5, ScalarType.Int64))!.SoftHgr.item<float>());
    }

    [Fact]
    public void A_multiple_of_the_loss_has_the_multiple_of_its_gradient()
    {
        var layout = new PackedLayout(Tiny.Architecture("meld"));
        using var scope = NewDisposeScope();
        var all = (rand([6, layout.Empty(1).shape[1]]) - 0.5).requires_grad_();
        var loss = new TotalLoss(new LossSettings(), Counts);
        var labels = tensor(new long[] { 0, 1, 2, 0, 1, 1 });
        loss.Of(Scores(layout, all, ScalarType.Float32, _ => null), labels)!.Total.backward();
        double[] once = Tiny.Values(all.grad!);
        all.grad = null;
        loss.Of(Scores(layout, all, ScalarType.Float32, _ => null), labels)!.Total.mul(Scalars.Of(-3.0)).backward();
        Tiny.Near([.. once.Select(each => -3 * each)], Tiny.Values(all.grad!), 1e-6);
    }

    [Fact]
    public void Scores_that_were_changed_are_what_counts()
    {
        var layout = new PackedLayout(Tiny.Architecture("meld"));
        using var scope = NewDisposeScope();
        var scores = Scores(layout, rand([6, layout.Empty(1).shape[1]]), ScalarType.Float32, _ => null);
        var loss = new TotalLoss(new LossSettings(), Counts);
        var labels = tensor(new long[] { 0, 1, 2, 0, 1, 1 });

        var certain = scores with { Logits = 50 * nn.functional.one_hot(labels, layout.Classes).to(ScalarType.Float32) };

        Assert.InRange(loss.Of(certain, labels)!.CrossEntropy.item<float>(), 0, 1e-6);
        Assert.InRange(loss.Of(scores, labels)!.CrossEntropy.item<float>(), 0.5, 2);
    }

    private static void Compare(LossSettings settings, string modalities, int turns, bool gaps, bool unlabelled)
    {
        var random = new Random(3);
        var layout = new PackedLayout(Tiny.Architecture("meld", modalities));
        int columns = (int)layout.Empty(1).shape[1];
        float[] numbers = [.. Enumerable.Range(0, turns * columns).Select(_ => random.NextSingle() - 0.5f)];
        long[] labels = [.. Enumerable.Range(0, turns).Select(turn => unlabelled && turn % 4 == 1 ? -1L : random.Next(layout.Classes))];
        bool[][] there = [.. layout.Modalities.Select(_ => Enumerable.Range(0, turns).Select(_ => random.Next(5) > 0).ToArray())];
        var (expected, slope) = Run(ScalarType.Float64);
        var (actual, packed) = Run(ScalarType.Float32);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 2e-6 * Math.Max(1, Math.Abs(expected[i])));
        Tiny.Near(slope, packed, (1e-5 * slope.Max(Math.Abs)) + 1e-9);

        (double[] Values, double[] Gradient) Run(ScalarType type)
        {
            using var scope = NewDisposeScope();
            var all = tensor(numbers, [turns, columns]).to(type).requires_grad_();
            var scores = Scores(layout, all, type, index => gaps ? tensor(there[index]) : null);
            var terms = new TotalLoss(settings, Counts).Of(scores, tensor(labels))!;
            terms.Total.backward();
            return ([.. new[] { terms.Total, terms.Swfc, terms.SoftHgr, terms.CrossEntropy }.Select(Scalars.Value)], Tiny.Values(all.grad!));
        }
    }

    // In double precision the same numbers without the packed tensor.
    private static Scores Scores(PackedLayout layout, Tensor all, ScalarType type, Func<int, Tensor?> present)
    {
        FusedModality? Of(Modality modality) => layout.Modalities.IndexOf(modality) is >= 0 and var index
            ? new(all.narrow(1, index * layout.Width, layout.Width), present(index)) : null;
        return new Scores(Of(Modality.Text), Of(Modality.Audio), Of(Modality.Visual),
            all.narrow(1, layout.Z, layout.Width), all.narrow(1, layout.Logits, layout.Classes))
        {
            Packed = type == ScalarType.Float32 ? new PackedScores(all, layout) : null,
        };
    }
}

using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Tests.Models.Twins;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Tests.Models;

/// <summary>The closed forms of the losses equal loops over anchors and explicit covariances, and hold at the edges.</summary>
[Collection(TorchTests.Name)]
public class LossTests
{
    private static readonly long[] Counts = [50, 20, 5];
    private static readonly LossSettings Released = new() { Temperature = 0.8, Focus = 2.4, SampleWeight = 1.1 };
    private static readonly LossSettings Paper = Released with { Form = LossForm.Paper };

    public static TheoryData<LossForm, int> Sizes => [.. from form in Enum.GetValues<LossForm>() from size in new[] { 1, 2, 9 } select (form, size)];

    [Theory, MemberData(nameof(Sizes))]
    public void The_losses_equal_loops_over_all_their_sums(LossForm form, int size)
    {
        using var scope = NewDisposeScope();
        var (scores, labels) = (Scores(size), Labels(size));
        var terms = new TotalLoss(Settings(form), Counts).Of(scores, labels)!;
        long[] truth = labels.data<long>().ToArray();
        double swfc = Swfc(form, scores.Fused, truth), hgr = SoftHgr(form, scores);
        double entropy = SlowLosses.CrossEntropy(Tiny.Rows(scores.Logits), truth);
        if (form == LossForm.Released) entropy /= size;
        double total = 0.3 * swfc + 0.3 * hgr + 0.4 * entropy;

        Assert.Equal(swfc, terms.Swfc.item<double>(), 1e-11);
        Assert.Equal(hgr, terms.SoftHgr.item<double>(), 1e-11);
        Assert.Equal(entropy, terms.CrossEntropy.item<double>(), 1e-11);
        Assert.Equal(form == LossForm.Released ? total : total / size, terms.Total.item<double>(), 1e-11);
    }

    [Theory, InlineData(LossForm.Released), InlineData(LossForm.Paper)]
    public void Soft_HGR_takes_only_turns_where_both_of_a_pair_are_there(LossForm form)
    {
        using var scope = NewDisposeScope();
        bool[] text = [true, true, false, true, true, false, true], audio = [.. Enumerable.Repeat(true, 7)];
        bool[] visual = [false, true, true, false, true, true, true];
        var whole = Scores(7);
        var gaps = whole with
        {
            Text = whole.Text! with { Present = tensor(text) },
            Visual = whole.Visual! with { Present = tensor(visual) },
        };
        double expected = Pair(form, whole.Text!, whole.Audio!, text, audio) + Pair(form, whole.Text!, whole.Visual!, text, visual)
            + Pair(form, whole.Audio!, whole.Visual!, audio, visual);

        Assert.Equal(expected, new SoftHgrLoss(form).Of(gaps).item<double>(), 1e-12);
    }

    [Theory, InlineData(LossForm.Released), InlineData(LossForm.Paper)]
    public void Soft_HGR_of_a_pair_that_no_turn_has_is_zero(LossForm form)
    {
        using var scope = NewDisposeScope();
        var scores = Scores(4) with { Visual = null };
        scores = scores with { Audio = scores.Audio! with { Present = zeros(4, ScalarType.Bool) } };

        Assert.Equal(0, new SoftHgrLoss(form).Of(scores).item<double>());
        Assert.Equal(0, new SoftHgrLoss(form).Of(scores with { Audio = null }).item<double>());
    }

    [Theory, InlineData(LossForm.Released), InlineData(LossForm.Paper)]
    public void Turns_without_a_label_take_no_part(LossForm form)
    {
        using var scope = NewDisposeScope();
        var loss = new TotalLoss(Settings(form), Counts);
        var scores = Scores(8);
        var some = tensor(new long[] { 0, 2, 3, 6 });
        var expected = loss.Of(scores.Select(some), tensor(new long[] { 1, 1, 0, 2 }))!;
        var actual = loss.Of(scores, tensor(new long[] { 1, -1, 1, 0, -1, -1, 2, -1 }))!;

        Tiny.Near(Numbers(expected), Numbers(actual), 1e-14);
    }

    [Fact]
    public void A_batch_without_any_label_has_no_loss()
    {
        using var scope = NewDisposeScope();

        Assert.Null(new TotalLoss(Released, Counts).Of(Scores(3), full([3], -1L, ScalarType.Int64)));
    }

    [Theory, InlineData(LossForm.Released), InlineData(LossForm.Paper)]
    public void Without_a_positive_pair_SWFC_is_zero_and_every_gradient_finite(LossForm form)
    {
        using var scope = NewDisposeScope();
        var scores = Scores(3);
        var terms = new TotalLoss(Settings(form), Counts).Of(scores, tensor(new long[] { 2, 0, 1 }))!;
        terms.Total.backward();

        Assert.Equal(0, terms.Swfc.item<double>());
        AssertFinite(scores);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Every_gradient_is_finite_however_small_the_batch_and_the_focus(LossForm form, int size)
    {
        foreach (double focus in new[] { 0, 0.5, 1, 2.4 })
        {
            using var scope = NewDisposeScope();
            var scores = Scores(size);
            new TotalLoss(Settings(form) with { Focus = focus }, Counts).Of(scores, zeros(size, ScalarType.Int64))!.Total.backward();

            AssertFinite(scores);
        }
    }

    [Theory, InlineData(LossForm.Released), InlineData(LossForm.Paper)]
    public void A_class_that_training_lacks_weighs_nothing_as_an_anchor(LossForm form)
    {
        using var scope = NewDisposeScope();
        long[] counts = [50, 0, 5];
        var swfc = new SwfcLoss(Settings(form), counts);
        var (scores, labels) = (Scores(6), tensor(new long[] { 1, 1, 0, 0, 2, 1 }));
        long[] truth = labels.data<long>().ToArray();

        Assert.Equal(0, swfc.Weights[1]);
        if (form == LossForm.Released) Assert.Equal(1, swfc.Weights.Sum(), 14);
        Assert.Equal(Swfc(form, scores.Fused, truth, counts), swfc.Of(scores.Fused, labels).item<double>(), 1e-12);
    }

    [Fact]
    public void Label_smoothing_mixes_the_truth_with_all_classes_alike()
    {
        using var scope = NewDisposeScope();
        var (scores, labels) = (Scores(5), Labels(5));
        var settings = Released with { Swfc = 0, SoftHgr = 0, LabelSmoothing = 0.1 };
        double[][] logits = Tiny.Rows(scores.Logits);
        double truth = SlowLosses.CrossEntropy(logits, labels.data<long>().ToArray());
        double all = Enumerable.Range(0, 3).Average(label => SlowLosses.CrossEntropy(logits, [.. Enumerable.Repeat((long)label, 5)]));

        Assert.Equal((0.9 * truth + 0.1 * all) / 5, new TotalLoss(settings, Counts).Of(scores, labels)!.Total.item<double>(), 1e-12);
    }

    private static LossSettings Settings(LossForm form) => form == LossForm.Released ? Released : Paper;

    private static Tensor Labels(int size) => tensor([.. Enumerable.Range(0, size).Select(n => (long)(n * n % 3))]);

    private static Scores Scores(int size)
    {
        Seeds.Start(3);
        Tensor Random(int width) => randn([size, width], ScalarType.Float64, requires_grad: true);
        return new(new(Random(6), null), new(Random(6), null), new(Random(6), null), Random(6), Random(3));
    }

    private static double Swfc(LossForm form, Tensor z, long[] labels, long[]? counts = null) => form == LossForm.Released
        ? SlowLosses.SwfcReleased(Tiny.Rows(z), labels, counts ?? Counts, 0.8, 2.4, 1.1)
        : SlowLosses.SwfcPaper(Tiny.Rows(z), labels, counts ?? Counts, 0.8, 2.4, 1.1);

    private static double SoftHgr(LossForm form, Scores scores)
    {
        bool[] all = [.. Enumerable.Repeat(true, (int)scores.Fused.shape[0])];
        return Pair(form, scores.Text!, scores.Audio!, all, all) + Pair(form, scores.Text!, scores.Visual!, all, all)
            + Pair(form, scores.Audio!, scores.Visual!, all, all);
    }

    private static double Pair(LossForm form, FusedModality first, FusedModality second, bool[] one, bool[] other)
    {
        double[][] Both(FusedModality modality) => [.. Tiny.Rows(modality.Features).Where((_, n) => one[n] && other[n])];
        double[][] f = Both(first), g = Both(second);
        return form == LossForm.Released ? SlowLosses.PairReleased(f, g) : SlowLosses.PairPaper(f, g);
    }

    private static double[] Numbers(LossTerms terms) =>
        [.. new[] { terms.Total, terms.Swfc, terms.SoftHgr, terms.CrossEntropy }.Select(term => term.item<double>())];

    private static void AssertFinite(Scores scores) => Assert.All(
        scores.Modalities.Select(modality => modality.Features).Append(scores.Fused).Append(scores.Logits).Where(values => values.grad is not null),
        values => Assert.All(Tiny.Values(values.grad!), value => Assert.True(double.IsFinite(value))));
}

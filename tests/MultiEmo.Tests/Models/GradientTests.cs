using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Storage;
using MultiEmo.Tests.Support;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models;

/// <summary>Every parameter that a configuration uses learns, the others are left alone, and gradients are those of the loss.</summary>
[Collection(TorchTests.Name)]
public class GradientTests
{
    private static readonly LossSettings Losses = new() { Swfc = 0.3, SoftHgr = 0.3 };

    [Theory, MemberData(nameof(Tiny.Kinds), MemberType = typeof(Tiny))]
    public void Every_parameter_in_use_gets_a_gradient_and_no_other(string like, string modalities, bool gaps) =>
        Check(Tiny.Architecture(like, modalities, gaps), modalities, gaps);

    [Theory, InlineData("iemocap"), InlineData("meld")]
    public void Without_MultiAttn_its_parameters_get_none(string like) =>
        Check(Tiny.Architecture(like, gaps: true) with { MultiAttn = false }, "tav", true);

    [Theory, InlineData(true, false), InlineData(false, true)]
    public void Direction_and_text_context_are_options_of_their_own(bool bidirectional, bool textContext) =>
        Check(Tiny.Architecture("meld") with { Bidirectional = bidirectional, TextContext = textContext }, "tav", false);

    [Theory, MemberData(nameof(Tiny.Kinds), MemberType = typeof(Tiny))]
    public void Without_the_parameters_of_the_reference_all_that_is_built_is_in_use(string like, string modalities, bool gaps)
    {
        var whole = Tiny.Architecture(like, modalities, gaps);
        using MultiEmoModel model = Tiny.Model(whole), bare = Tiny.Model(whole with { ReferenceParameters = false });

        Assert.Equal(Names(model).Where(name => Used(whole, name)), Names(bare));
        Check(whole with { ReferenceParameters = false }, modalities, gaps);
    }

    [Theory, InlineData("iemocap", LossForm.Released), InlineData("meld", LossForm.Released)]
    [InlineData("iemocap", LossForm.Paper), InlineData("meld", LossForm.Paper)]
    public void The_gradient_is_the_slope_of_the_loss_with_gaps_and_padding_too(string like, LossForm form)
    {
        using var scope = NewDisposeScope();
        var model = Tiny.Model(Tiny.Architecture(like, gaps: true));
        var batch = Tiny.Batch(Tiny.Dataset("tav", true, 5, 4, 2));
        var loss = new TotalLoss(Losses with { Form = form }, [5, 3, 3]);
        double Loss(double step, IReadOnlyList<Tensor> direction)
        {
            using var untracked = no_grad();
            foreach (var (parameter, along) in model.parameters().Zip(direction)) parameter.add_(along, step);
            return loss.Of(model.call(batch), batch.Labels)!.Total.item<double>();
        }
        loss.Of(model.call(batch), batch.Labels)!.Total.backward();
        for (int trial = 0; trial < 3; trial++)
        {
            var direction = model.parameters().Select(parameter => randn(parameter.shape, ScalarType.Float64)).ToList();
            double slope = model.parameters().Zip(direction, Along).Sum();
            const double step = 1e-6;
            double ahead = Loss(step, direction), behind = Loss(-2 * step, direction);
            Loss(step, direction);

            Assert.Equal((ahead - behind) / (2 * step), slope, 1e-5 * Math.Max(1, Math.Abs(slope)));
        }
    }

    private static void Check(Architecture architecture, string modalities, bool gaps)
    {
        using var scope = NewDisposeScope();
        using var model = Tiny.Model(architecture);
        using var adam = new Adam(model.named_parameters(), 0.01, 0.1);
        var batch = Tiny.Batch(Tiny.Dataset(modalities, gaps, 7, 5, 6));
        new TotalLoss(Losses, [8, 6, 4]).Of(model.call(batch), batch.Labels)!.Total.backward();
        foreach (var (name, parameter) in model.named_parameters()) CheckGradient(name, parameter.grad, Used(architecture, name));
        var before = Stored(model);
        adam.Step();

        var after = Stored(model);
        Assert.All(before.Keys, name => Assert.Equal(Used(architecture, name), !before[name].AsSpan().SequenceEqual(after[name])));
        Assert.Equal(before.Keys.Where(name => Used(architecture, name)).SelectMany(Moments), adam.State().Select(pair => pair.Key));
    }

    private static IEnumerable<string> Moments(string name) => [$"adam.mean/{name}", $"adam.square/{name}", $"adam.steps/{name}"];

    private static double Along(Tensor parameter, Tensor direction) => parameter.grad is { } slope ? (slope * direction).sum().item<double>() : 0;

    private static IEnumerable<string> Names(nn.Module model) => model.named_parameters().Select(pair => pair.name);

    // The bias of a key adds the same to every score of a query, which a softmax does not see.
    private static void CheckGradient(string name, Tensor? gradient, bool used)
    {
        Assert.True(used == gradient is not null, $"{name} is {(used ? "" : "not ")}in use and has {(gradient is null ? "no" : "a")} gradient");
        if (gradient is null) return;
        double largest = Tiny.Values(gradient).Max(Math.Abs);
        if (name.EndsWith("key_matrix.bias")) Assert.True(largest < 1e-12, $"{name} has the gradient {largest}");
        else Assert.True(largest > 1e-9, $"{name} has the gradient 0");
    }

    private static bool Used(Architecture architecture, string name)
    {
        if (name.StartsWith("text_dialoguernn.") && !architecture.TextContext) return false;
        if ((name.Contains(".dialog_rnn_r.") || name.Contains("_dialoguernn.linear.")) && !architecture.Bidirectional) return false;
        return !name.StartsWith("multiattn.") || architecture.MultiAttn;
    }

    private static Dictionary<string, byte[]> Stored(nn.Module model) =>
        Checkpoint.Read(model).ToDictionary(pair => pair.Key, pair => pair.Value.Bytes);
}

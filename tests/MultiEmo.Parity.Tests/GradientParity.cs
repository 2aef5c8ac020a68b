using static TorchSharp.torch;

namespace MultiEmo.Parity.Tests;

/// <summary>Losses and their gradients, on the tiny configurations.</summary>
public class GradientParity
{
    [Theory, MemberData(nameof(StageParity.Sets), MemberType = typeof(StageParity))]
    public void Losses_and_their_gradients_equal_the_reference(string dataset, string precision)
    {
        var set = new ReferenceSet(dataset, "tiny");
        var expected = set.Tensors(precision);
        using var scope = NewDisposeScope();
        using var model = set.TinyModel(mask: false, Close.Type(precision));
        var batch = set.TinyBatch(Close.Type(precision));
        var scores = model.call(batch);
        var terms = set.Loss().Of(scores, batch.Labels)!;

        bool f64 = precision == "f64";
        double tolerance = f64 ? 1e-12 : 3e-6;
        Close.Absolute(expected["loss/total"], terms.Total, tolerance, "total");
        Close.Absolute(expected["loss/swfc"], terms.Swfc, tolerance, "swfc");
        Close.Absolute(expected["loss/hgr"], terms.SoftHgr, tolerance, "hgr");
        Close.Absolute(expected["loss/ce"], terms.CrossEntropy, tolerance, "ce");
        var weights = new Models.Losses.SwfcLoss(set.LossSettings, set.ClassCounts).Weights;
        Close.Absolute(expected["loss/class_weights"], tensor(weights.ToArray()), tolerance, "class weights");

        double share = f64 ? 1e-10 : 1e-4;
        void Gradient(string name, Tensor loss, Tensor output) =>
            Close.OfMax(expected[$"lossgrad/{name}"], autograd.grad([loss], [output], retain_graph: true)[0], share, name, f64 ? 0 : 1e-8);
        Gradient("swfc.fc_outputs", terms.Swfc, scores.Fused);
        Gradient("hgr.fused_text", terms.SoftHgr, scores.Text!.Features);
        Gradient("hgr.fused_audio", terms.SoftHgr, scores.Audio!.Features);
        Gradient("hgr.fused_visual", terms.SoftHgr, scores.Visual!.Features);
        Gradient("ce.mlp_outputs", terms.CrossEntropy, scores.Logits);
    }

    [Theory, MemberData(nameof(StageParity.Sets), MemberType = typeof(StageParity))]
    public void The_gradient_of_every_parameter_equals_the_reference(string dataset, string precision)
    {
        var set = new ReferenceSet(dataset, "tiny");
        var expected = set.Tensors(precision);
        using var scope = NewDisposeScope();
        using var model = set.TinyModel(mask: false, Close.Type(precision));
        var batch = set.TinyBatch(Close.Type(precision));
        set.Loss().Of(model.call(batch), batch.Labels)!.Total.backward();

        bool f64 = precision == "f64";
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (!expected.TryGetValue($"grad/{name}", out var reference))
            {
                Assert.True(parameter.grad is null, $"{name} has a gradient, in the reference it has none");
                continue;
            }
            Assert.True(parameter.grad is not null, $"{name} has no gradient");
            if (name.EndsWith("key_matrix.bias", StringComparison.Ordinal)) Close.Absolute(reference, parameter.grad!, f64 ? 1e-15 : 5e-9, name);
            else Close.OfMax(reference, parameter.grad!, f64 ? 1e-10 : 1e-4, name);
        }
        int stored = expected.Keys.Count(key => key.StartsWith("grad/", StringComparison.Ordinal));
        Assert.Equal(stored, model.parameters().Count(parameter => parameter.grad is not null));
    }
}

using MultiEmo.Models.Text;
using MultiEmo.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models.Text;

/// <summary>The laws of the network; its numbers are judged by the reference program's.</summary>
[Collection(TorchTests.Name)]
public class RobertaTests
{
    private static readonly int[] Lengths = [5, 12, 3, 30];

    [Theory, InlineData(ScalarType.Float64, 1e-12), InlineData(ScalarType.Float32, 2e-5)]
    public void Padding_and_company_change_nothing(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = TinyRoberta.Model().to(type);
        int[][] inputs = TinyRoberta.Inputs(Lengths);
        var together = model.call(TokenBatch.Of(inputs, 1), 1).Last;
        foreach (var (row, input) in inputs.Index())
        {
            var own = together[row].narrow(0, 0, input.Length);
            Tiny.Near(Tiny.Values(own), Tiny.Values(model.call(TokenBatch.Of([input], 1), 1).Last), tolerance, $"input {row}");
        }
    }

    [Fact]
    public void The_way_without_gradients_equals_the_one_with_them()
    {
        using var scope = NewDisposeScope();
        var model = TinyRoberta.Model();
        var batch = TokenBatch.Of(TinyRoberta.Inputs(Lengths), 1);
        int layers = model.Settings.Layers;
        double[][] slow = [.. model.call(batch, layers + 1).Hidden.Select(Tiny.Values)];
        double[] first = Tiny.Values(model.First(batch, layers));
        using var untracked = no_grad();
        foreach (var (layer, state) in model.call(batch, layers + 1).Hidden.Index())
            Tiny.Near(slow[layer], Tiny.Values(state), 1e-5, $"layer {layer}");
        Tiny.Near(first, Tiny.Values(model.First(batch, layers)), 1e-5);
    }

    [Theory, InlineData(1, 9), InlineData(4, 30), InlineData(9, 40)]
    public void Managed_passes_equal_libtorch_s_with_few_rows_and_with_many(int inputs, int longest)
    {
        using var scope = NewDisposeScope();
        using var model = TinyRoberta.Model();
        var batch = TokenBatch.Of(TinyRoberta.Inputs([.. Enumerable.Range(0, inputs).Select(input => longest - (3 * input % longest))]), 1);
        var states = model.call(batch, model.Settings.Layers + 1).Hidden;      // with gradients: libtorch's
        using var passes = new RobertaPasses(model.Settings, states[0].detach().contiguous(), batch.Mask, padding: true);
        var seen = batch.Mask.unsqueeze(-1);
        foreach (var (layer, each) in model.Layers.SkipLast(1).Index())
        {
            passes.Run(each);
            Tiny.Near(Tiny.Values(states[layer + 1].masked_select(seen)), Tiny.Values(passes.States().masked_select(seen)), 1e-5, $"layer {layer}");
        }
        Tiny.Near(Tiny.Values(states[^1].select(1, 0)), Tiny.Values(passes.First(model.Layers[^1])), 1e-5, "the first tokens");
    }

    [Fact]
    public void What_stands_in_padding_is_seen_by_nobody()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = TinyRoberta.Model().to(ScalarType.Float64);
        var batch = TokenBatch.Of(TinyRoberta.Inputs(4, 9), 1);
        var rubbish = batch with { Ids = where(batch.Mask, batch.Ids, full_like(batch.Ids, 77)) };
        double[] Real(TokenBatch given) => Tiny.Values(model.call(given, 1).Last.masked_select(batch.Mask.unsqueeze(-1)).unsqueeze(0));

        Tiny.Near(Real(batch), Real(rubbish), 1e-12);
    }

    [Fact]
    public void The_attention_to_look_at_is_the_one_that_acts()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var attention = TinyRoberta.Model().to(ScalarType.Float64).Layers[1].Attention;
        var batch = TokenBatch.Of(TinyRoberta.Inputs(4, 9), 1);
        var hidden = randn(2, 9, 16, ScalarType.Float64);
        var value = attention.get_parameter("value.weight")!;
        var values = (hidden.matmul(value.t()) + attention.get_parameter("value.bias")!).unflatten(2, [4, 4]).transpose(1, 2);
        var expected = attention.Attention(hidden, batch.Mask).matmul(values).transpose(1, 2).flatten(2);

        Tiny.Near(Tiny.Values(expected), Tiny.Values(attention.call(hidden, batch.Mask)), 1e-12);
    }

    [Fact]
    public void The_states_that_are_kept_are_the_last_ones()
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var model = TinyRoberta.Model();
        var batch = TokenBatch.Of(TinyRoberta.Inputs(6, 3), 1);
        var all = model.call(batch, 4).Hidden;
        var two = model.call(batch, 2).Hidden;

        Assert.Equal([4, 2], [all.Count, two.Count]);
        Assert.Equal(Tiny.Values(all[2]), Tiny.Values(two[0]));
        Assert.Equal(Tiny.Values(all[3]), Tiny.Values(two[1]));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void No_tensor_is_left(bool training)
    {
        using var model = new RobertaClassifier(TinyRoberta.Settings, 3);
        model.train(training);
        int[][] inputs = TinyRoberta.Inputs(4, 9);
        void Pass()
        {
            using var scope = NewDisposeScope();
            var loss = model.call(TokenBatch.Of(inputs, 1), 0).sum();
            if (training) loss.backward();
            model.zero_grad();
        }
        Pass();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        Pass();

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Dropout_acts_in_training_and_only_there()
    {
        using var scope = NewDisposeScope();
        using var model = new RobertaClassifier(TinyRoberta.Settings, 3);
        var batch = TokenBatch.Of(TinyRoberta.Inputs(4, 9), 1);
        double[] Logits() => Tiny.Values(model.call(batch, 0));

        Assert.NotEqual(Logits(), Logits());
        model.eval();
        Assert.Equal(Logits(), Logits());
    }

    [Fact]
    public void Every_parameter_gets_a_gradient()
    {
        using var scope = NewDisposeScope();
        using var model = new RobertaClassifier(TinyRoberta.Settings, 3);
        model.call(TokenBatch.Of(TinyRoberta.Inputs(4, 9), 1), 0).square().sum().backward();

        foreach (var (name, parameter) in model.named_parameters())
            Assert.True(parameter.grad is { } gradient && gradient.abs().sum().item<float>() > 0, name);
    }
}

using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Training;
using static TorchSharp.torch;

namespace MultiEmo.Parity.Tests;

/// <summary>Training steps with Adam, on the tiny configurations.</summary>
public class AdamParity
{
    private const double LearningRate = 1e-4, WeightDecay = 1e-5;

    [Theory, MemberData(nameof(StageParity.Sets), MemberType = typeof(StageParity))]
    public void Parameters_after_1_5_and_20_steps_equal_the_reference(string dataset, string precision)
    {
        var set = new ReferenceSet(dataset, "tiny");
        var expected = set.Tensors(precision);
        using var scope = NewDisposeScope();
        using var model = set.TinyModel(mask: false, Close.Type(precision));
        var batch = set.TinyBatch(Close.Type(precision));
        var loss = set.Loss();
        using var adam = new Adam(model.named_parameters(), LearningRate, WeightDecay);

        bool f64 = precision == "f64";
        var losses = expected["adam_losses"];
        for (int step = 0; step < losses.Shape[0]; step++)
        {
            var row = Checkpoint.Restore(losses).to(ScalarType.Float64)[step];
            var terms = Step(model, batch, loss, adam, move: step < losses.Shape[0] - 1);
            double[] actual = Close.Values(terms);
            for (int i = 0; i < 4; i++)
                Close.Number(row[i].item<double>(), actual[i], f64 ? 1e-12 : 3e-6 * Math.Max(1, Math.Abs(actual[i])), $"loss {i} at step {step}");
            string prefix = $"adam{step + 1}/";
            var stored = expected.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(p => p.Key, p => p.Value);
            foreach (var (name, parameter) in model.named_parameters())
                if (stored.TryGetValue($"adam{step + 1}/{name}", out var reference))
                    Close.Absolute(reference, parameter, f64 ? 1e-12 : 3e-6, $"{name} after step {step + 1}");
            if (step + 1 is 1 or 5 or 20) Assert.NotEmpty(stored);
        }
        var scores = model.call(batch);
        double tolerance = f64 ? 1e-12 : 3e-6;
        Close.Absolute(expected["adam20_out/mlp_outputs"], scores.Logits, f64 ? tolerance : 5e-6, "logits after 20 steps");
        Close.Absolute(expected["adam20_out/fc_outputs"], scores.Fused, f64 ? tolerance : 5e-6, "z after 20 steps");
    }

    private static LossTerms Step(MultiEmoModel model, ConversationBatch batch, TotalLoss loss, Adam adam, bool move)
    {
        adam.ZeroGradients();
        var terms = loss.Of(model.call(batch), batch.Labels)!;
        if (!move) return terms;
        terms.Total.backward();
        adam.Step();
        return terms;
    }
}

using MultiEmo.Models;
using MultiEmo.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo.Parity.Tests;

/// <summary>The model at full size: initialisation, outputs, gradients and five Adam steps.</summary>
public class FullParity
{
    [Theory, MemberData(nameof(StageParity.Sets), MemberType = typeof(StageParity))]
    public void At_full_size_outputs_gradients_and_five_steps_equal_the_reference(string dataset, string precision)
    {
        var set = new ReferenceSet(dataset, "full");
        var expected = set.Tensors(precision);
        var hashed = new HashedNumbers(set);
        bool f64 = precision == "f64";
        using var scope = NewDisposeScope();
        using var model = new MultiEmoModel(set.Architecture(mask: false));
        Assert.Equal(set.Manifest.GetProperty("n_params").GetInt64(), model.parameters().Sum(parameter => parameter.numel()));
        hashed.Fill(model);
        CheckParameters(set, model);
        model.to(Close.Type(precision));
        var batch = hashed.Batch(Close.Type(precision));
        CompareOutputs(expected, model.call(batch), f64 ? 1e-11 : 2e-5);

        var loss = set.Loss();
        using var adam = new Adam(model.named_parameters(), 1e-4, 1e-5);
        var losses = Checkpoint.Restore(expected["adam_losses"]).to(ScalarType.Float64);
        for (int step = 0; step < losses.shape[0]; step++)
        {
            using var inner = NewDisposeScope();
            adam.ZeroGradients();
            var terms = loss.Of(model.call(batch), batch.Labels)!;
            double[] actual = Close.Values(terms);
            for (int i = 0; i < 4; i++)
            {
                double reference = losses[step, i].item<double>();
                Close.Number(reference, actual[i], (f64 ? 1e-10 : 5e-6) * Math.Max(1, Math.Abs(reference)), $"loss {i} at step {step}");
            }
            terms.Total.backward();
            if (step == 0) CompareGradients(expected, hashed, model, f64 ? 1e-10 : 2e-5);
            adam.Step();
        }
        CompareParameters(expected, hashed, model, f64 ? 1e-10 : 1e-3);
    }

    private static void CheckParameters(ReferenceSet set, MultiEmoModel model)
    {
        foreach (var (name, parameter) in model.named_parameters())
        {
            var check = set.Manifest.GetProperty("parameter_check").GetProperty(name);
            Close.Number(check.GetProperty("sum").GetDouble(), parameter.to(ScalarType.Float64).sum().item<double>(), 1e-9, $"sum of {name}");
        }
    }

    private static void CompareOutputs(IReadOnlyDictionary<string, Storage.StoredTensor> expected, Scores scores, double tolerance)
    {
        Close.Absolute(expected["out.fused_text"], scores.Text!.Features, tolerance, "text");
        Close.Absolute(expected["out.fused_audio"], scores.Audio!.Features, tolerance, "audio");
        Close.Absolute(expected["out.fused_visual"], scores.Visual!.Features, tolerance, "visual");
        Close.Absolute(expected["out.fc_outputs"], scores.Fused, tolerance, "z");
        Close.Absolute(expected["out.mlp_outputs"], scores.Logits, tolerance, "logits");
    }

    private static void CompareGradients(
        IReadOnlyDictionary<string, Storage.StoredTensor> expected, HashedNumbers hashed, MultiEmoModel model, double tolerance)
    {
        var norms = Checkpoint.Restore(expected["grad_norm"]).to(ScalarType.Float64);
        var probes = Checkpoint.Restore(expected["grad_probe"]).to(ScalarType.Float64);
        var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        for (int p = 0; p < hashed.Names.Length; p++)
        {
            string name = hashed.Names[p];
            var gradient = parameters[name].grad;
            double norm = norms[p].item<double>();
            Assert.True(double.IsNaN(norm) == gradient is null, $"{name}: gradient {(gradient is null ? "missing" : "not expected")}");
            if (gradient is null || name.EndsWith("key_matrix.bias", StringComparison.Ordinal)) continue;
            Close.Number(norm, gradient.to(ScalarType.Float64).norm().item<double>(), tolerance * norm, $"gradient norm of {name}");
            Close.Number(probes[p].item<double>(), HashedNumbers.Probe(gradient, p), tolerance * norm, $"gradient probe of {name}");
        }
    }

    private static void CompareParameters(
        IReadOnlyDictionary<string, Storage.StoredTensor> expected, HashedNumbers hashed, MultiEmoModel model, double tolerance)
    {
        var norms = Checkpoint.Restore(expected["param_norm_after5"]).to(ScalarType.Float64);
        var probes = Checkpoint.Restore(expected["param_probe_after5"]).to(ScalarType.Float64);
        var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        for (int p = 0; p < hashed.Names.Length; p++)
        {
            var parameter = parameters[hashed.Names[p]];
            if (double.IsNaN(probes[p].item<double>())) continue;
            Close.Number(probes[p].item<double>(), HashedNumbers.Probe(parameter, p), tolerance, $"probe of {hashed.Names[p]} after 5 steps");
            double norm = parameter.to(ScalarType.Float64).norm().item<double>();
            Close.Number(norms[p].item<double>(), norm, tolerance, $"norm of {hashed.Names[p]} after 5 steps");
        }
    }
}

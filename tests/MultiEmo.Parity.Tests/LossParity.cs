using System.Text.Json;
using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Storage;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests;

/// <summary>The three losses by themselves, in both forms, and the learning-rate schedule.</summary>
public class LossParity
{
    private readonly string folder = Golden.Folder("losses");

    private JsonElement Manifest => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json"))).RootElement;

    [Theory, InlineData(ScalarType.Float64), InlineData(ScalarType.Float32)]
    public void SWFC_equals_the_reference_and_the_formula(ScalarType type)
    {
        var tensors = Safetensors.Read(Path.Combine(folder, "losses.safetensors")).Tensors;
        foreach (var set in Manifest.GetProperty("swfc").EnumerateObject())
        {
            StoredTensor Stored(string name) => tensors[$"swfc/{set.Name}/{name}"];
            var settings = new LossSettings
            {
                Temperature = set.Value.GetProperty("temp").GetDouble(),
                Focus = set.Value.GetProperty("focus").GetDouble(),
                SampleWeight = set.Value.GetProperty("alpha").GetDouble(),
            };
            long[] counts = Stored("class_counts").As<long>().ToArray();
            var released = new SwfcLoss(settings, counts);
            Close.Absolute(Stored("class_weights"), tensor(released.Weights.ToArray()), 1e-12, $"{set.Name} class weights");
            Compare(z => released.Of(z, Checkpoint.Restore(Stored("labels"))), Stored("z"), Stored("ref_loss"), Stored("ref_grad"), type, set.Name);
            var paper = new SwfcLoss(settings with { Form = LossForm.Paper }, counts);
            Compare(z => paper.Of(z, Checkpoint.Restore(Stored("labels"))), Stored("z"),
                Stored("paper_train_counts_loss"), Stored("paper_train_counts_grad_wrt_z_used"), type, $"{set.Name}, paper");
        }
    }

    [Theory, InlineData(ScalarType.Float64), InlineData(ScalarType.Float32)]
    public void Soft_HGR_equals_the_reference_and_the_formula(ScalarType type)
    {
        var tensors = Safetensors.Read(Path.Combine(folder, "losses.safetensors")).Tensors;
        foreach (var set in Manifest.GetProperty("soft_hgr").EnumerateObject())
            foreach (var form in new[] { LossForm.Released, LossForm.Paper })
            {
                bool released = form == LossForm.Released;
                string loss = released ? "ref_loss" : "paper_E_N_cov_N-1_loss", gradient = released ? "ref_grad_" : "paper_E_N_cov_N-1_grad_";
                if (!tensors.ContainsKey($"soft_hgr/{set.Name}/{loss}")) continue;
                using var scope = NewDisposeScope();
                Tensor Input(string name) => Checkpoint.Restore(tensors[$"soft_hgr/{set.Name}/{name}"]).to(type).requires_grad_();
                var (text, audio, visual) = (Input("f_t"), Input("f_a"), Input("f_v"));
                var value = new SoftHgrLoss(form).Of(new Scores(new(text, null), new(audio, null), new(visual, null), text, text));
                CompareValue(tensors[$"soft_hgr/{set.Name}/{loss}"], value, type, $"{set.Name}, {form}");
                var gradients = autograd.grad([value], [text, audio, visual]);
                foreach (var (name, i) in new[] { ("f_t", 0), ("f_a", 1), ("f_v", 2) })
                    CompareGradient(tensors[$"soft_hgr/{set.Name}/{gradient}{name}"], gradients[i], type, $"{set.Name}, {form}, gradient {name}");
            }
    }

    [Fact]
    public void Cross_entropy_equals_the_reference()
    {
        var tensors = Safetensors.Read(Path.Combine(folder, "ce_metrics.safetensors")).Tensors;
        var cases = tensors.Keys.Where(key => key.StartsWith("ce/", StringComparison.Ordinal)).Select(key => key.Split('/')[1]).Distinct().ToList();
        Assert.NotEmpty(cases);
        foreach (string name in cases)
        {
            using var scope = NewDisposeScope();
            var logits = Checkpoint.Restore(tensors[$"ce/{name}/logits"]).requires_grad_();
            var labels = Checkpoint.Restore(tensors[$"ce/{name}/labels"]);
            var loss = new TotalLoss(new LossSettings { Swfc = 0, SoftHgr = 0 }, [1, 1]);
            var terms = loss.Of(new Scores(null, null, null, logits, logits), labels)!;
            Close.Absolute(tensors[$"ce/{name}/loss"], terms.Total, 1e-12, name);
            Close.Absolute(tensors[$"ce/{name}/grad"], autograd.grad([terms.Total], [logits])[0], 1e-12, $"{name} gradient");
        }
    }

    [Fact]
    public void The_learning_rate_falls_as_in_the_reference()
    {
        foreach (var set in Manifest.GetProperty("lr_scheduler").GetProperty("cases").EnumerateObject())
        {
            var schedule = new Training.PlateauSchedule();
            double rate = 1e-4;
            var losses = set.Value.GetProperty("valid_loss").EnumerateArray().Select(value => value.GetDouble());
            var rates = set.Value.GetProperty("lr_after").EnumerateArray().Select(value => value.GetDouble());
            foreach (var (loss, expected) in losses.Zip(rates))
            {
                rate = schedule.Next(loss, rate);
                Close.Number(expected, rate, 1e-18, $"{set.Name}, loss {loss}");
            }
        }
    }

    private static void Compare(
        Func<Tensor, Tensor> loss, StoredTensor input, StoredTensor value, StoredTensor gradient, ScalarType type, string name)
    {
        using var scope = NewDisposeScope();
        var z = Checkpoint.Restore(input).to(type).requires_grad_();
        var actual = loss(z);
        CompareValue(value, actual, type, name);
        CompareGradient(gradient, autograd.grad([actual], [z])[0], type, name);
    }

    private static void CompareValue(StoredTensor expected, Tensor actual, ScalarType type, string name)
    {
        double reference = expected.As<double>()[0];
        double tolerance = (type == ScalarType.Float64 ? 1e-12 : 1e-6) * Math.Max(1, Math.Abs(reference));
        Close.Number(reference, actual.to(ScalarType.Float64).item<double>(), tolerance, name);
    }

    private static void CompareGradient(StoredTensor expected, Tensor actual, ScalarType type, string name) =>
        Close.OfMax(expected, actual, type == ScalarType.Float64 ? 1e-12 : 1e-6, name, floor: type == ScalarType.Float64 ? 1e-14 : 1e-8);
}

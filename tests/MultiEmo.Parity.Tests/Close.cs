using MultiEmo.Models;
using MultiEmo.Models.Losses;
using MultiEmo.Storage;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests;

/// <summary>Comparison of tensors with reference numbers, in float64.</summary>
public static class Close
{
    /// <summary>Every value within an absolute tolerance.</summary>
    public static void Absolute(StoredTensor expected, Tensor actual, double tolerance, string name)
    {
        using var scope = NewDisposeScope();
        var reference = Checkpoint.Restore(expected).to(ScalarType.Float64);
        Assert.True(reference.shape.SequenceEqual(actual.shape), $"{name}: shape {Shape(actual)}, reference {Shape(reference)}");
        if (reference.numel() == 0) return;
        double difference = (actual.detach().to(ScalarType.Float64) - reference).abs().max().item<double>();
        Assert.True(difference <= tolerance, $"{name}: differs by {difference:g3}, tolerance {tolerance:g3}");
    }

    /// <summary>Every value within a tolerance relative to the tensor's largest.</summary>
    public static void OfMax(StoredTensor expected, Tensor actual, double tolerance, string name, double floor = 0)
    {
        double max = Checkpoint.Restore(expected).to(ScalarType.Float64).abs().max().item<double>();
        Absolute(expected, actual, tolerance * max + floor, name);
    }

    /// <summary>One number within a tolerance.</summary>
    public static void Number(double expected, double actual, double tolerance, string name) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, $"{name}: {actual:r}, reference {expected:r}, tolerance {tolerance:g3}");

    /// <summary>Total loss, SWFC, Soft-HGR and cross-entropy.</summary>
    public static double[] Values(LossTerms terms) =>
        [.. new[] { terms.Total, terms.Swfc, terms.SoftHgr, terms.CrossEntropy }.Select(term => term.to(ScalarType.Float64).item<double>())];

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";

    /// <summary>The floating type of a stored set, f32 or f64.</summary>
    public static ScalarType Type(string precision) => precision == "f64" ? ScalarType.Float64 : ScalarType.Float32;
}

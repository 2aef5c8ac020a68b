using MultiEmo.Models;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.Tests.Models.Twins;

/// <summary>A module's parameters as plain numbers, and the few formulas that slow twins are made of.</summary>
public sealed class Weights(nn.Module module)
{
    private readonly Dictionary<string, StoredTensor> tensors = Checkpoint.Read(module).ToDictionary(pair => pair.Key, pair => pair.Value);

    public bool Has(string name) => tensors.ContainsKey(name);

    public double[] Vector(string name) => tensors[name].As<double>().ToArray();

    /// <summary>W x.</summary>
    public double[] Times(string name, double[] x)
    {
        double[][] rows = [.. Vector(name).Chunk((int)tensors[name].Shape[1])];
        Assert.Equal(rows[0].Length, x.Length);
        return [.. rows.Select(row => Dot(row, x))];
    }

    /// <summary>W x + b of a layer.</summary>
    public double[] Linear(string name, double[] x) => Plus(Times(name + ".weight", x), Vector(name + ".bias"));

    /// <summary>LayerNorm(x).</summary>
    public double[] Normalise(string name, double[] x)
    {
        double mean = x.Average(), variance = x.Average(value => (value - mean) * (value - mean));
        double[] weight = Vector(name + ".weight"), bias = Vector(name + ".bias");
        return [.. x.Select((value, i) => (value - mean) / Math.Sqrt(variance + 1e-5) * weight[i] + bias[i])];
    }

    public static double[] Plus(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a + b)];

    public static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    public static double[] Relu(double[] x) => [.. x.Select(value => Math.Max(value, 0))];

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double[] Softmax(IEnumerable<double> scores)
    {
        double[] powers = [.. scores.Select(Math.Exp)];
        return [.. powers.Select(power => power / powers.Sum())];
    }

    /// <summary>The sum of vectors, each times its weight.</summary>
    public static double[] Mix(double[] weights, IReadOnlyList<double[]> vectors) =>
        [.. Enumerable.Range(0, vectors[0].Length).Select(d => weights.Zip(vectors, (weight, vector) => weight * vector[d]).Sum())];
}

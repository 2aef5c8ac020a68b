using System.Text.Json;
using MultiEmo.Storage;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests.Faces;

/// <summary>
/// Weights of a network of pictures from the integer hash: p is a name's place among all names in their ordinal order, and the range of x depends on
/// what the tensor is.
/// </summary>
public static class HashedWeights
{
    private const ulong Input = 1000001;

    /// <summary>All tensors of a network.</summary>
    /// <param name="shapes">Name to shape, counters of normalisations included.</param>
    public static Dictionary<string, StoredTensor> Of(IReadOnlyDictionary<string, long[]> shapes)
    {
        string[] names = [.. shapes.Keys.Order(StringComparer.Ordinal)];
        return names.Select((name, p) => KeyValuePair.Create(name, Values(name, shapes[name], (ulong)p))).ToDictionary();
    }

    /// <summary>The shapes in a manifest.</summary>
    public static Dictionary<string, long[]> Shapes(JsonElement manifest) => manifest.GetProperty("shapes").EnumerateObject()
        .ToDictionary(each => each.Name, each => each.Value[1].EnumerateArray().Select(size => size.GetInt64()).ToArray());

    /// <summary>The pictures that go with them: (B, 3, Y, X) between -1 and 1.</summary>
    public static Tensor Pictures(params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (int k = 0; k < values.Length; k++) values[k] = (float)HashedNumbers.X(Input, (ulong)k);
        return tensor(values, shape);
    }

    private static StoredTensor Values(string name, long[] shape, ulong p)
    {
        if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal)) return StoredTensor.Of(new long[1], shape);
        var (middle, spread) = Range(name, shape);
        var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (int k = 0; k < values.Length; k++) values[k] = (float)(middle + spread * HashedNumbers.X(p, (ulong)k));
        return StoredTensor.Of(values, shape);
    }

    private static (double Middle, double Spread) Range(string name, long[] shape)
    {
        bool Ends(string ending) => name.EndsWith(ending, StringComparison.Ordinal);
        if (Ends(".running_var")) return (1, 0.5);
        if (Ends(".running_mean") || Ends(".bias")) return (0, 0.0625);
        if (shape.Length == 1) return name.Contains("bn3", StringComparison.Ordinal) ? (0.25, 0.125) : (1, 0.25);
        return (0, Math.Sqrt(6.0 / shape.Skip(1).Aggregate(1L, (product, size) => product * size)));
    }
}

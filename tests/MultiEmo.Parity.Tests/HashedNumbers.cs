using MultiEmo.Models;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests;

/// <summary>
/// The numbers of the full-size configurations: parameters, features, speakers and labels from an integer hash, as the manifest's formula says.
/// </summary>
public sealed class HashedNumbers(ReferenceSet set)
{
    /// <summary>x in [-1, 1) of tensor p at flat index k.</summary>
    public static double X(ulong p, ulong k) => (2 * U(p, k)) - 1;

    private static double U(ulong p, ulong k)
    {
        ulong z = unchecked(((p << 32) + k + 1) * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        z ^= z >> 31;
        return (z >> 40) * Math.Pow(2, -24);
    }

    /// <summary>The parameter names in the order of the hash.</summary>
    public string[] Names { get; } = [.. set.Manifest.GetProperty("parameter_order").EnumerateArray().Select(name => name.GetString()!)];

    public void Fill(MultiEmoModel model)
    {
        using var untracked = no_grad();
        var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        Assert.Equal(Names.Order(StringComparer.Ordinal), parameters.Keys.Order(StringComparer.Ordinal));
        for (int p = 0; p < Names.Length; p++)
        {
            var shape = set.Shapes[Names[p]];
            var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
            for (int k = 0; k < values.Length; k++) values[k] = (float)Parameter(Names[p], shape, X((ulong)p, (ulong)k));
            parameters[Names[p]].copy_(tensor(values, shape).to(parameters[Names[p]].dtype));
        }
    }

    /// <summary>The dot product of a tensor with its hash direction.</summary>
    public static double Probe(Tensor values, int p)
    {
        double[] flat = values.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
        double sum = 0;
        for (int k = 0; k < flat.Length; k++) sum += flat[k] * X((ulong)p + 5000000, (ulong)k);
        return sum;
    }

    public ConversationBatch Batch(ScalarType type)
    {
        int[] lengths = set.Lengths;
        int longest = lengths.Max(), speakers = set.Settings.GetProperty("n_speakers").GetInt32();
        var input = new Dictionary<string, Tensor>
        {
            ["texts"] = Features(1000001, set.Dim("text"), lengths),
            ["audios"] = Features(1000002, set.Dim("audio"), lengths),
            ["visuals"] = Features(1000003, set.Dim("visual"), lengths),
            ["speaker_masks"] = zeros(longest, lengths.Length, speakers),
            ["utterance_masks"] = zeros(lengths.Length, longest),
            ["labels"] = full([lengths.Length, longest], -1, ScalarType.Int64),
        };
        for (int b = 0; b < lengths.Length; b++)
            for (int t = 0; t < lengths[b]; t++)
            {
                ulong k = (ulong)((b * longest) + t);
                input["speaker_masks"][t, b, (int)Math.Floor(U(1000004, k) * speakers)] = 1f;
                input["utterance_masks"][b, t] = 1f;
                input["labels"][b, t] = (long)Math.Floor(U(1000005, k) * set.Settings.GetProperty("n_classes").GetInt32());
            }
        return ReferenceSet.Batch(name => input[name], type);
    }

    private static double Parameter(string name, long[] shape, double x) =>
        name.EndsWith("layer_norm.weight", StringComparison.Ordinal) ? 1 + (0.0625 * x) : shape.Length == 1 ? 0.0625 * x : x / Math.Sqrt(shape[^1]);

    private static Tensor Features(ulong p, int width, int[] lengths)
    {
        int longest = lengths.Max();
        var values = new float[longest * lengths.Length * width];
        for (int t = 0; t < longest; t++)
            for (int b = 0; b < lengths.Length; b++)
                for (int d = 0; d < width && t < lengths[b]; d++)
                {
                    int k = (((t * lengths.Length) + b) * width) + d;
                    values[k] = (float)(2 * X(p, (ulong)k));
                }
        return tensor(values, [longest, lengths.Length, width]);
    }
}

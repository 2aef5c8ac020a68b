using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Storage.Weights;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces;

/// <summary>Takes up the weights of networks that look at pictures: parameters and the running means of normalisations.</summary>
internal static class FaceWeights
{
    private const int MostNamed = 5;
    private const string Remedy = "use the weights of this very network; they may be checked with 'multiemo weights verify'";
    private const string Counter = "num_batches_tracked";

    /// <summary>Reads a file into a network, which then is on the device and does not train.</summary>
    /// <exception cref="BadInputException">Weights are missing, unknown or of another shape; all are named.</exception>
    public static void Load(nn.Module network, string path, Device device)
    {
        Copy(network, WeightFile.Read(path).Tensors, path);
        Settle(network, device);
    }

    /// <summary>Puts a network on its device, where it will not train.</summary>
    public static void Settle(nn.Module network, Device device)
    {
        network.to(device);
        network.eval();
        foreach (var parameter in network.parameters()) parameter.requires_grad = false;
    }

    /// <summary>Copies named tensors into a network; how many batches a normalisation has seen is neither needed nor kept.</summary>
    /// <exception cref="BadInputException">Weights are missing, unknown or of another shape; all are named.</exception>
    public static void Copy(nn.Module network, IReadOnlyDictionary<string, StoredTensor> tensors, string source)
    {
        using var untracked = no_grad();
        var needed = network.state_dict().Where(pair => !IsCounter(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value);
        Check(needed, tensors, source);
        foreach (var (name, tensor) in needed)
        {
            using var scope = NewDisposeScope();
            tensor.copy_(Checkpoint.Restore(tensors[name]));
        }
    }

    private static bool IsCounter(string name) => name.EndsWith(Counter, StringComparison.Ordinal);

    private static void Check(Dictionary<string, Tensor> needed, IReadOnlyDictionary<string, StoredTensor> found, string source)
    {
        var misshapen = needed.Where(pair => found.TryGetValue(pair.Key, out var tensor) && !pair.Value.shape.SequenceEqual(tensor.Shape));
        string[] faults =
        [
            .. Listed("no weights for", needed.Keys.Where(name => !found.ContainsKey(name))),
            .. Listed("unknown weights", found.Keys.Where(name => !needed.ContainsKey(name) && !IsCounter(name))),
            .. Listed("weights of another shape:",
                misshapen.Select(pair => $"{pair.Key} {Shape(found[pair.Key].Shape)}, not {Shape(pair.Value.shape)}")),
        ];
        if (faults.Length > 0) throw new BadInputException(string.Join("; ", faults), Remedy, source);
    }

    private static IEnumerable<string> Listed(string what, IEnumerable<string> names)
    {
        string[] all = [.. names];
        if (all.Length == 0) return [];
        string more = all.Length > MostNamed ? $" and {all.Length - MostNamed} more" : "";
        return [$"{what} {string.Join(", ", all.Take(MostNamed))}{more}"];
    }

    private static string Shape(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}

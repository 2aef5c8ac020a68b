using MultiEmo.Conversations;
using MultiEmo.Storage;
using MultiEmo.Storage.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace MultiEmo.Models.Faces;

/// <summary>Takes up the weights of networks that look at pictures: parameters and the running means of normalisations.</summary>
internal static class FaceWeights
{
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
        WeightFit.Require(needed, tensors, IsCounter, Remedy, source);
        foreach (var (name, tensor) in needed)
        {
            using var scope = NewDisposeScope();
            tensor.copy_(Checkpoint.Restore(tensors[name]));
        }
    }

    private static bool IsCounter(string name) => name.EndsWith(Counter, StringComparison.Ordinal);
}

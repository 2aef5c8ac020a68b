using MultiEmo.Conversations;
using MultiEmo.Storage;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>Whether the weights of a file are those of a network; all that does not fit is told at once.</summary>
internal static class WeightFit
{
    private const int MostNamed = 5;

    /// <summary>Does nothing when they fit.</summary>
    /// <param name="needed">What the network has.</param>
    /// <param name="found">What the file has.</param>
    /// <param name="needless">Names that a file may have and the network does not want.</param>
    /// <param name="remedy">What to do otherwise.</param>
    /// <param name="source">The file.</param>
    /// <exception cref="BadInputException">Weights are missing, unknown or of another shape.</exception>
    public static void Require(
        IReadOnlyDictionary<string, Tensor> needed, IReadOnlyDictionary<string, StoredTensor> found, Func<string, bool> needless, string remedy,
        string source)
    {
        var misshapen = needed.Where(pair => found.TryGetValue(pair.Key, out var tensor) && !pair.Value.shape.SequenceEqual(tensor.Shape));
        string[] faults =
        [
            .. Listed("no weights for", needed.Keys.Where(name => !found.ContainsKey(name))),
            .. Listed("unknown weights", found.Keys.Where(name => !needed.ContainsKey(name) && !needless(name))),
            .. Listed("weights of another shape:",
                misshapen.Select(pair => $"{pair.Key} {Shape(found[pair.Key].Shape)}, not {Shape(pair.Value.shape)}")),
        ];
        if (faults.Length > 0) throw new BadInputException(string.Join("; ", faults), remedy, source);
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

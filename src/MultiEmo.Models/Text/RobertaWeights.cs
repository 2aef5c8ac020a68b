using MultiEmo.Conversations;
using MultiEmo.Storage;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>Takes weights up under the names that published files have for them.</summary>
public static class RobertaWeights
{
    private const string Prefix = "roberta.";
    private const int MostNamed = 5;

    // Buffers that hold nothing learnt, and the parts for other tasks.
    private static readonly string[] Buffers = ["embeddings.position_ids", "embeddings.token_type_ids"];
    private static readonly string[] OtherHeads = ["lm_head.", "pooler.", "classifier."];

    /// <summary>Copies named tensors into a network; heads for other tasks are left aside.</summary>
    /// <param name="model">A <see cref="Roberta"/> or a <see cref="RobertaClassifier"/>.</param>
    /// <param name="tensors">Names, with or without <c>roberta.</c> before them, LayerNorm's also in the old spelling gamma and beta.</param>
    /// <param name="source">Where the tensors come from, for the error.</param>
    /// <exception cref="BadInputException">Parameters are missing, unknown or of another shape; all are named.</exception>
    public static void Load(nn.Module model, IReadOnlyDictionary<string, StoredTensor> tensors, string source)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => (Tensor)pair.parameter);
        bool prefixed = parameters.Keys.Any(name => name.StartsWith(Prefix, StringComparison.Ordinal));
        var found = tensors.GroupBy(pair => Name(pair.Key, prefixed)).ToDictionary(group => group.Key, group => group.First().Value);
        Check(parameters, found, source);
        foreach (var (name, parameter) in parameters)
        {
            using var inner = NewDisposeScope();
            parameter.copy_(Checkpoint.Restore(found[name]));
        }
    }

    private static string Name(string name, bool prefixed)
    {
        name = name.Replace("LayerNorm.gamma", "LayerNorm.weight", StringComparison.Ordinal)
            .Replace("LayerNorm.beta", "LayerNorm.bias", StringComparison.Ordinal);
        if (name.StartsWith(Prefix, StringComparison.Ordinal)) name = name[Prefix.Length..];
        bool ofHead = OtherHeads.Any(head => name.StartsWith(head, StringComparison.Ordinal));
        return prefixed && !ofHead ? Prefix + name : name;
    }

    private static void Check(Dictionary<string, Tensor> parameters, Dictionary<string, StoredTensor> found, string source)
    {
        var unknown = found.Keys.Where(name => !parameters.ContainsKey(name) && !IsNeedless(name));
        var misshapen = parameters.Where(pair => found.TryGetValue(pair.Key, out var tensor) && !pair.Value.shape.SequenceEqual(tensor.Shape));
        string[] faults =
        [
            .. Listed("no weights for", parameters.Keys.Where(name => !found.ContainsKey(name))),
            .. Listed("unknown weights", unknown),
            .. Listed("weights of another shape:",
                misshapen.Select(pair => $"{pair.Key} {Shape(found[pair.Key].Shape)}, not {Shape(pair.Value.shape)}")),
        ];
        if (faults.Length == 0) return;
        throw new BadInputException(string.Join("; ", faults), "use the config.json that belongs to the weights", source);
    }

    private static bool IsNeedless(string name) =>
        Buffers.Any(buffer => name.EndsWith(buffer, StringComparison.Ordinal))
        || OtherHeads.Any(head => name.StartsWith(head, StringComparison.Ordinal));

    private static IEnumerable<string> Listed(string what, IEnumerable<string> names)
    {
        string[] all = [.. names];
        if (all.Length == 0) return [];
        string more = all.Length > MostNamed ? $" and {all.Length - MostNamed} more" : "";
        return [$"{what} {string.Join(", ", all.Take(MostNamed))}{more}"];
    }

    private static string Shape(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}

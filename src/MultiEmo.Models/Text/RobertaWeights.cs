using MultiEmo.Conversations;
using MultiEmo.Storage;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Text;

/// <summary>Takes weights up under the names that published files have for them.</summary>
public static class RobertaWeights
{
    private const string Prefix = "roberta.";

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
        WeightFit.Require(parameters, found, IsNeedless, "use the config.json that belongs to the weights", source);
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

    private static bool IsNeedless(string name) =>
        Buffers.Any(buffer => name.EndsWith(buffer, StringComparison.Ordinal))
        || OtherHeads.Any(head => name.StartsWith(head, StringComparison.Ordinal));
}

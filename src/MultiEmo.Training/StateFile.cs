using System.Text.Json;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Training;

/// <summary>Parts of the file that keeps a training between two of its steps.</summary>
internal static class StateFile
{
    /// <summary>Tensors under a common name.</summary>
    public static IEnumerable<KeyValuePair<string, StoredTensor>> Named(string prefix, IEnumerable<KeyValuePair<string, StoredTensor>> tensors) =>
        tensors.Select(pair => KeyValuePair.Create($"{prefix}/{pair.Key}", pair.Value));

    /// <summary>The tensors that <see cref="Named"/> named, without the common name.</summary>
    public static Dictionary<string, StoredTensor> Under(string prefix, IReadOnlyDictionary<string, StoredTensor> tensors) => tensors
        .Where(pair => pair.Key.StartsWith(prefix + "/", StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[(prefix.Length + 1)..], pair => pair.Value);

    /// <summary>The numbers beside the tensors.</summary>
    /// <exception cref="BadInputException">They are missing or broken.</exception>
    public static T Numbers<T>(SafetensorsFile file, string key)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(file.Metadata.GetValueOrDefault(key, ""), Json.Options) ?? throw new JsonException();
        }
        catch (JsonException fault)
        {
            throw new BadInputException("the checkpoint's history cannot be read", "start anew with --force", file.Path, inner: fault);
        }
    }
}

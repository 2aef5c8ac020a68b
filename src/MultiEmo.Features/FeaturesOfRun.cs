using MultiEmo.Storage;

namespace MultiEmo.Features;

/// <summary>Whether a corpus' feature file is of the kind that a run was trained on.</summary>
public static class FeaturesOfRun
{
    // How corpus.json names what may be another on another machine.
    private const string MayDiffer = "may_differ:";

    /// <summary>Whether the corpus has features of that name whose fitted parts equal those in the run, byte for byte.</summary>
    /// <param name="entry">The features of the run.</param>
    /// <param name="seed">Where the run keeps the fitted parts.</param>
    /// <param name="corpus">The corpus.</param>
    public static bool Same(FeatureEntry entry, SeedFolder seed, PreparedCorpus corpus)
    {
        var other = corpus.Features.FirstOrDefault(candidate => candidate.Name == entry.Name && candidate.Modality == entry.Modality);
        if (other is null || other.Extractor != entry.Extractor || other.Width != entry.Width) return false;
        string folder = Path.GetDirectoryName(corpus.FeaturePath(entry.Name, "safetensors"))!;
        return other.Files.SequenceEqual(entry.Files) && SameNetwork(entry, other)
            && entry.Files.All(file => Equal(Path.Combine(seed.Features, file), Path.Combine(folder, file)));
    }

    // What was made before there was a choice was made of all faces.
    private static bool IsOfAll(KeyValuePair<string, string> setting) =>
        setting is { Key: NetworkKeys.Speaker, Value: NetworkKeys.EverySpeaker };

    // Large weights do not lie beside the features: what was made by them says so by their hashes, and all settings but their place must agree.
    private static bool SameNetwork(FeatureEntry entry, FeatureEntry other) =>
        !(entry.Settings.ContainsKey(NetworkKeys.TextHash) || entry.Settings.ContainsKey(NetworkKeys.FaceHash))
        || Identity(entry).SequenceEqual(Identity(other));

    private static IEnumerable<KeyValuePair<string, string>> Identity(FeatureEntry entry) => entry.Settings
        .Where(setting => setting.Key != NetworkKeys.Place && !setting.Key.StartsWith(MayDiffer, StringComparison.Ordinal))
        .Where(setting => !IsOfAll(setting))
        .OrderBy(setting => setting.Key, StringComparer.Ordinal);

    private static bool Equal(string first, string second) =>
        File.Exists(first) && File.Exists(second) && new FileInfo(first).Length == new FileInfo(second).Length
        && File.ReadAllBytes(first).AsSpan().SequenceEqual(File.ReadAllBytes(second));
}

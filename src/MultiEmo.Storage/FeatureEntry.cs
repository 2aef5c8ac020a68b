using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>What corpus.json says of a feature file.</summary>
/// <param name="Name">Letters, digits, - and _; the file is <c>features/NAME.safetensors</c>.</param>
/// <param name="Modality">The modality it describes.</param>
/// <param name="Width">D, at least 1.</param>
/// <param name="Source">What it was made from, in words or as a path.</param>
/// <param name="Extractor">What made it: tfidf, table, authors, sample; <c>given</c> when nobody says.</param>
/// <param name="Settings">The extractor's settings.</param>
public sealed record FeatureEntry(
    string Name, Modality Modality, int Width, string Source, string Extractor, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The SHA-256 of the file in lower-case hex; null when it is not known, then it is not checked.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Names of the fitted files beside it, in the same folder.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}

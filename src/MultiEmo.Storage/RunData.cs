using System.Security.Cryptography;
using System.Text.Json;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>What a trained seed knows of its data: <c>features/data.json</c> of its folder.</summary>
/// <param name="Corpus">The corpus' name.</param>
/// <param name="Note">What the corpus says of itself; null when it says nothing.</param>
/// <param name="Conversations">SHA-256 of the conversations outside the test split, in lower-case hex.</param>
/// <param name="Emotions">Name and labels of the emotion set.</param>
/// <param name="Features">The feature file of each modality in use; their fitted files lie beside data.json.</param>
public sealed record RunData(string Corpus, string? Note, string Conversations, EmotionSet Emotions, IReadOnlyList<FeatureEntry> Features)
{
    private const string Name = "data.json", Hashes = "sha256:", Network = Hashes + "network";

    /// <summary>The data of a corpus.</summary>
    public static RunData Of(PreparedCorpus corpus, IReadOnlyList<FeatureEntry> features) => new(
        corpus.Corpus.Name, corpus.Corpus.Note, Hash(corpus.Corpus), corpus.Corpus.Emotions,
        [.. features.Select(Fitted)]);

    /// <summary>Whether a seed has its data.</summary>
    public static bool Exists(SeedFolder seed) => File.Exists(Path.Combine(seed.Features, Name));

    /// <summary>Reads the data of a seed.</summary>
    /// <exception cref="BadInputException">The file is missing or broken.</exception>
    public static RunData Read(SeedFolder seed) => Json.Read<RunData>(Path.Combine(seed.Features, Name));

    /// <summary>Writes the data of a seed, and the fitted files beside it.</summary>
    /// <param name="corpus">Where the fitted files are.</param>
    /// <param name="seed">Where they go.</param>
    public void Write(PreparedCorpus corpus, SeedFolder seed)
    {
        Directory.CreateDirectory(seed.Features);
        foreach (string file in Features.SelectMany(entry => entry.Files))
        {
            string source = Path.Combine(corpus.Folder, CorpusFolder.Features, file), target = Path.Combine(seed.Features, file);
            AtomicFile.Write(target, stream =>
            {
                using var content = InputFile.Open(source);
                content.CopyTo(stream);
            });
        }
        Json.Write(Path.Combine(seed.Features, Name), this);
    }

    /// <summary>Whether the corpus in a folder is the one that the seed was trained on; its test split may be another.</summary>
    public bool IsOf(PreparedCorpus corpus) => Hash(PreparedCorpus.Load(corpus.Folder).Corpus) == Conversations;

    // A setting with a colon in its key, and the hash, tell of all rows, those of the test split among them. Hashes of a network's weights do
    // not, and by them a recording finds the network again.
    private static FeatureEntry Fitted(FeatureEntry entry)
    {
        bool network = entry.Settings.ContainsKey(Network);
        bool Kept(string key) => !key.Contains(':') || (network && key.StartsWith(Hashes, StringComparison.Ordinal));
        return entry with { Sha256 = null, Settings = entry.Settings.Where(setting => Kept(setting.Key)).ToDictionary() };
    }

    private static string Hash(Corpus corpus)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var conversation in corpus.Conversations.Where(conversation => conversation.Split != Split.Test))
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(conversation, Json.Options));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

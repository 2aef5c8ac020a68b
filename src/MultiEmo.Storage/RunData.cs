using System.Security.Cryptography;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>What a trained seed knows of its data: <c>features/data.json</c> of its folder.</summary>
/// <param name="Corpus">The corpus' name.</param>
/// <param name="Note">What the corpus says of itself; null when it says nothing.</param>
/// <param name="Conversations">SHA-256 of the corpus' conversations.jsonl, in lower-case hex.</param>
/// <param name="Emotions">Name and labels of the emotion set.</param>
/// <param name="Features">The feature file of each modality in use; their fitted files lie beside data.json.</param>
public sealed record RunData(string Corpus, string? Note, string Conversations, EmotionSet Emotions, IReadOnlyList<FeatureEntry> Features)
{
    private const string Name = "data.json";

    /// <summary>The data of a corpus.</summary>
    public static RunData Of(PreparedCorpus corpus, IReadOnlyList<FeatureEntry> features) =>
        new(corpus.Corpus.Name, corpus.Corpus.Note, Hash(corpus), corpus.Corpus.Emotions, features);

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

    /// <summary>Whether a corpus is the one that the seed was trained on.</summary>
    public bool IsOf(PreparedCorpus corpus) => Hash(corpus) == Conversations;

    private static string Hash(PreparedCorpus corpus)
    {
        using var stream = InputFile.Open(Path.Combine(corpus.Folder, ConversationLines.FileName));
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

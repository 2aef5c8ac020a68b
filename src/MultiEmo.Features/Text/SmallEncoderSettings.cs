using System.Text.Json;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Text;

/// <summary>What the weights of a small encoder need to be a network again.</summary>
public sealed record SmallEncoderSettings
{
    /// <summary>The name in corpus.json of features that a small encoder made.</summary>
    public const string Extractor = "encoder";

    /// <summary>What the metadata of an encoder's file say of the file.</summary>
    public const string Format = "multiemo encoder 1";

    private const string Remedy = "train the encoder again, or copy the file again";
    private const int Largest = 1 << 22;

    /// <summary>How words become rows of the table.</summary>
    public HashedWordOptions Hashing { get; init; } = new();

    /// <summary>Width E of a word's vector.</summary>
    public int Embedding { get; init; } = 128;

    /// <summary>Width S of the recurrent state of one direction.</summary>
    public int State { get; init; } = 128;

    /// <summary>Width D of an utterance's vector.</summary>
    public int Width { get; init; } = 256;

    /// <summary>The label sets of the heads, in their order.</summary>
    public IReadOnlyList<EmotionSet> Heads { get; init; } = [];

    /// <summary>Whether all sizes are such that a network can have them.</summary>
    public bool Sound()
    {
        int[] sizes = [Hashing.Words, Embedding, State, Width, Hashing.MostWords];
        int[] optional = [Hashing.Grams, Hashing.MostGrams];
        return sizes.All(size => size is >= 1 and <= Largest) && optional.All(size => size is >= 0 and <= Largest)
            && Hashing.ShortestGram >= 1 && Hashing.LongestGram >= Hashing.ShortestGram && Heads.All(head => head.Count > 0);
    }

    /// <summary>The file of the encoder beside the features that it made.</summary>
    public static string FileOf(string name) => $"{name}.fitted.safetensors";

    /// <summary>The shape of an encoder from the metadata of its file.</summary>
    /// <param name="metadata">Those of the file.</param>
    /// <param name="path">The file, for the error.</param>
    /// <exception cref="BadInputException">The file holds something else.</exception>
    public static SmallEncoderSettings Read(IReadOnlyDictionary<string, string> metadata, string path)
    {
        if (metadata.GetValueOrDefault("format") != Format) throw new BadInputException("is no small encoder", Remedy, path);
        try
        {
            var settings = JsonSerializer.Deserialize<SmallEncoderSettings>(metadata.GetValueOrDefault("encoder", ""), Json.Options);
            return settings?.Sound() == true ? settings : throw new BadInputException("a size of the encoder is out of range", Remedy, path);
        }
        catch (JsonException fault)
        {
            throw new BadInputException("the shape of the encoder cannot be read", Remedy, path, inner: fault);
        }
    }
}

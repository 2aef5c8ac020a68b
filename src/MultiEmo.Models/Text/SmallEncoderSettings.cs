using MultiEmo.Conversations;
using MultiEmo.Features.Text;

namespace MultiEmo.Models.Text;

/// <summary>What the weights of a small encoder need to be a network again.</summary>
public sealed record SmallEncoderSettings
{
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
}

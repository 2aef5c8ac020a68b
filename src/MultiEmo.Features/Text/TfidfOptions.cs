namespace MultiEmo.Features.Text;

/// <summary>What is counted and how it is weighted.</summary>
public sealed record TfidfOptions
{
    /// <summary>The longest word n-gram, in tokens.</summary>
    public int LongestWordGram { get; init; } = 2;

    /// <summary>The shortest character n-gram, the spaces around the word counted.</summary>
    public int ShortestCharacterGram { get; init; } = 2;

    /// <summary>The longest character n-gram.</summary>
    public int LongestCharacterGram { get; init; } = 4;

    /// <summary>A term must occur in so many training texts.</summary>
    public int MinDocumentFrequency { get; init; } = 2;

    /// <summary>Whether a term that occurs c times counts 1 + ln c instead of c.</summary>
    public bool SublinearCounts { get; init; } = true;

    /// <summary>The length (L2) of a text's part of word n-grams.</summary>
    public double WordWeight { get; init; } = 1;

    /// <summary>The length (L2) of a text's part of character n-grams.</summary>
    public double CharacterWeight { get; init; } = 1;
}

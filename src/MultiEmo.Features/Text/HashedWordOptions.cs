namespace MultiEmo.Features.Text;

/// <summary>How words and pieces of words become rows of a table without a vocabulary.</summary>
public sealed record HashedWordOptions
{
    /// <summary>Rows that whole words share.</summary>
    public int Words { get; init; } = 20_000;

    /// <summary>Rows that pieces of words share.</summary>
    public int Grams { get; init; } = 40_000;

    /// <summary>Characters of the shortest piece.</summary>
    public int ShortestGram { get; init; } = 3;

    /// <summary>Characters of the longest piece.</summary>
    public int LongestGram { get; init; } = 5;

    /// <summary>The most words of a text; what comes after them is not read.</summary>
    public int MostWords { get; init; } = 64;

    /// <summary>The most pieces of a word; what comes after them is not read.</summary>
    public int MostGrams { get; init; } = 60;

    /// <summary>Rows of the table.</summary>
    public int Rows => Words + Grams;
}

using System.Globalization;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Extraction;

/// <summary>One of several equal shares of the items: every Count-th, beginning with the Number-th.</summary>
/// <param name="Number">Which, from 1 to Count.</param>
/// <param name="Count">How many there are.</param>
public sealed record Shard(int Number, int Count)
{
    /// <summary>Reads <c>3/16</c>.</summary>
    /// <exception cref="BadInputException">It is no share.</exception>
    public static Shard Parse(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length == 2 && Whole(parts[0]) is { } number && Whole(parts[1]) is { } count && number >= 1 && number <= count)
            return new Shard(number, count);
        throw new BadInputException($"{Spelling.Quoted(text)} is no share of the work", "write which of how many, from 1: 1/16 to 16/16");
    }

    /// <summary>Its items.</summary>
    public IReadOnlyList<T> Of<T>(IReadOnlyList<T> items) => [.. items.Where((_, place) => place % Count == Number - 1)];

    /// <summary><c>3/16</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    private static int? Whole(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}

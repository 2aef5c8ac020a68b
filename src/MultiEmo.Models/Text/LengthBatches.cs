namespace MultiEmo.Models.Text;

/// <summary>Batches of inputs of like length, so that little is padded.</summary>
public static class LengthBatches
{
    private const int Small = 512, LeastPerPadding = 8;

    /// <summary>
    /// Sorts inputs, the longest first and equals in their given order, and cuts them: a batch has at most so many tokens, padding counted, and of
    /// one beyond 512 at most an eighth is padding. A longer input is a batch of its own.
    /// </summary>
    /// <param name="inputs">Places in <paramref name="lengths"/>.</param>
    /// <param name="lengths">Tokens of each input.</param>
    /// <param name="tokens">The most tokens of a batch.</param>
    public static IEnumerable<int[]> Of(IEnumerable<int> inputs, IReadOnlyList<int> lengths, int tokens)
    {
        int[] sorted = [.. inputs.OrderByDescending(input => lengths[input])];
        for (int from = 0, count; from < sorted.Length; from += count)
        {
            count = Count(sorted.AsSpan(from), lengths, tokens);
            yield return sorted[from..(from + count)];
        }
    }

    // A few tokens run no faster than some more, so that padding costs nothing in a small batch.
    private static int Count(ReadOnlySpan<int> sorted, IReadOnlyList<int> lengths, int tokens)
    {
        int longest = lengths[sorted[0]], count = 1;
        for (long padding = 0; count < sorted.Length; count++)
        {
            long whole = (count + 1L) * longest;
            padding += longest - lengths[sorted[count]];
            if (whole > tokens || (whole > Small && padding * LeastPerPadding > whole)) break;
        }
        return count;
    }
}

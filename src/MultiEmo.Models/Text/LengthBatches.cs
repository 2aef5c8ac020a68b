namespace MultiEmo.Models.Text;

/// <summary>Batches of inputs of like length, so that little is padded.</summary>
public static class LengthBatches
{
    /// <summary>
    /// Sorts inputs, the longest first and equals in their given order, and cuts them so that a batch has at most so many tokens, padding counted; a
    /// longer input is a batch of its own.
    /// </summary>
    /// <param name="inputs">Places in <paramref name="lengths"/>.</param>
    /// <param name="lengths">Tokens of each input.</param>
    /// <param name="tokens">The most tokens of a batch.</param>
    public static IEnumerable<int[]> Of(IEnumerable<int> inputs, IReadOnlyList<int> lengths, int tokens)
    {
        int[] sorted = [.. inputs.OrderByDescending(input => lengths[input])];
        for (int from = 0; from < sorted.Length;)
        {
            int count = Math.Clamp(tokens / Math.Max(1, lengths[sorted[from]]), 1, sorted.Length - from);
            yield return sorted[from..(from + count)];
            from += count;
        }
    }
}

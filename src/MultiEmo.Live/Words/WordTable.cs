using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Storage;

namespace MultiEmo.Live.Words;

/// <summary>The table that a small encoder finds words in, as it lies in the file: a word is the mean of its rows.</summary>
/// <param name="table">(V, E), F16 or F32.</param>
/// <param name="settings">The encoder's.</param>
internal sealed class WordTable(StoredTensor table, SmallEncoderSettings settings)
{
    // So many different words are remembered before the memory begins anew, so that a chat without end does not fill it.
    private const int MostRemembered = 100_000;
    private readonly Lock one = new();
    private HashedWords hashing = new(settings.Hashing);

    /// <summary>The rows of each word of a text, at least one word.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Rows(string text)
    {
        lock (one)
        {
            int[] words = hashing.Words(text);
            var rows = Array.ConvertAll(words, hashing.Rows);
            if (Array.Exists(words, word => word >= MostRemembered)) hashing = new HashedWords(settings.Hashing);
            return rows;
        }
    }

    /// <summary>A word's vector.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="vector">(E), overwritten.</param>
    public void Mean(IReadOnlyList<int> rows, Span<float> vector)
    {
        vector.Clear();
        foreach (int row in rows) Add(row, vector);
        for (int i = 0; i < vector.Length; i++) vector[i] /= rows.Count;
    }

    private void Add(int row, Span<float> vector)
    {
        int first = row * vector.Length;
        if (table.Type == "F16") Add(table.As<Half>().Slice(first, vector.Length), vector);
        else if (table.Type == "F32") Add(table.As<float>().Slice(first, vector.Length), vector);
        else throw new BadInputException($"the table of words is of type {table.Type}", "store it as F16 or F32");
    }

    private static void Add(ReadOnlySpan<Half> row, Span<float> vector)
    {
        for (int i = 0; i < row.Length; i++) vector[i] += (float)row[i];
    }

    private static void Add(ReadOnlySpan<float> row, Span<float> vector)
    {
        for (int i = 0; i < row.Length; i++) vector[i] += row[i];
    }
}

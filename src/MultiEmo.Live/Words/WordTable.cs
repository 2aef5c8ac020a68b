using System.Numerics.Tensors;
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
            IReadOnlyList<int>[] rows = [.. words.Select(word => hashing.Rows(word))];
            if (words.Max() >= MostRemembered) hashing = new HashedWords(settings.Hashing);
            return rows;
        }
    }

    /// <summary>A word's vector.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="vector">(E), overwritten.</param>
    public void Mean(IReadOnlyList<int> rows, Span<float> vector)
    {
        Span<float> row = stackalloc float[vector.Length];
        vector.Clear();
        foreach (int place in rows)
        {
            Read(place, row);
            TensorPrimitives.Add(vector, row, vector);
        }
        TensorPrimitives.Divide(vector, rows.Count, vector);
    }

    private void Read(int place, Span<float> row)
    {
        if (table.Type == "F16") TensorPrimitives.ConvertToSingle(table.As<Half>().Slice(place * row.Length, row.Length), row);
        else if (table.Type == "F32") table.As<float>().Slice(place * row.Length, row.Length).CopyTo(row);
        else throw new BadInputException($"the table of words is of type {table.Type}", "store it as F16 or F32");
    }
}

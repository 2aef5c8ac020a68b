using System.Runtime.InteropServices;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>Reads single ranges of rows; the bytes between them stay on disk.</summary>
internal static class RowReader
{
    /// <summary>Reads the rows of the conversations placed.</summary>
    /// <param name="values">float32 [N, D].</param>
    /// <param name="present">One byte per row; null: all are there.</param>
    /// <param name="placed">Which rows.</param>
    /// <param name="path">The file of both.</param>
    public static FeatureMatrix Read(TensorPlace values, TensorPlace? present, PlacedConversations placed, string path)
    {
        int width = (int)values.Shape[1];
        if ((long)placed.Rows * width > Array.MaxLength) throw new BadInputException("holds more than 2 billion values", "split the corpus", path);
        var matrix = new float[placed.Rows * width];
        var flags = new byte[placed.Rows];
        if (present is null) Array.Fill(flags, (byte)1);
        using var stream = InputFile.Open(path);
        int row = 0;
        foreach (var (first, count) in Ranges(placed))
        {
            Fill(stream, values.Offset + (long)first * width * sizeof(float), MemoryMarshal.AsBytes(matrix.AsSpan(row * width, count * width)), path);
            if (present is not null) Fill(stream, present.Offset + first, flags.AsSpan(row, count), path);
            row += count;
        }
        return Cleared(new FeatureMatrix(matrix, [.. flags.Select(flag => flag != 0)], width));
    }

    /// <summary>The matrix with zeros in its absent rows, whatever stood there.</summary>
    public static FeatureMatrix Cleared(FeatureMatrix matrix)
    {
        if (matrix.Present.All(flag => flag)) return matrix;
        float[] values = [.. matrix.Values];
        for (int row = 0; row < matrix.Rows; row++)
            if (!matrix.Present[row]) Array.Clear(values, row * matrix.Width, matrix.Width);
        return matrix with { Values = values };
    }

    // Neighbours are read at once.
    private static List<(int First, int Count)> Ranges(PlacedConversations placed)
    {
        var ranges = new List<(int First, int Count)>();
        for (int i = 0; i < placed.Conversations.Count; i++)
        {
            var range = (First: placed.FirstRows[i], placed.Conversations[i].Turns.Count);
            if (ranges.Count > 0 && ranges[^1].First + ranges[^1].Count == range.First)
                ranges[^1] = (ranges[^1].First, ranges[^1].Count + range.Count);
            else ranges.Add(range);
        }
        return ranges;
    }

    private static void Fill(FileStream stream, long offset, Span<byte> target, string path)
    {
        stream.Position = offset;
        InputFile.ReadExactly(stream, target, path);
    }
}

using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>A feature file of a corpus: <c>values</c> float32 [N, D] and, unless every turn has the modality, <c>present</c> uint8 [N].</summary>
internal static class FeatureFile
{
    private const string Values = "values";
    private const string Present = "present";

    /// <summary>The width that a file says it has.</summary>
    public static int Width(string path) => Checked(Safetensors.ReadHeader(path), null).Width;

    /// <summary>Reads the rows of the conversations placed, and no other.</summary>
    /// <exception cref="BadInputException">Rows, width, type or hash do not match, or a present row holds NaN or infinity.</exception>
    public static FeatureMatrix Read(string path, FeatureEntry entry, PlacedConversations placed)
    {
        var header = Safetensors.ReadHeader(path);
        var shape = Checked(header, placed.TotalRows);
        if (shape.Width != entry.Width)
            throw new BadInputException($"has rows of {shape.Width} values, but {CorpusFile.FileName} says {entry.Width}",
                $"correct 'width' of '{entry.Name}' there, or leave it out", path);
        var matrix = RowReader.Read(header.Place(Values), header.Tensors.GetValueOrDefault(Present), placed, path);
        CheckFinite(matrix, placed.Describe, path);
        CheckHash(path, entry);
        return matrix;
    }

    /// <summary>Writes the file and returns its hash.</summary>
    public static string Write(string path, FeatureMatrix matrix, Func<int, string> describe)
    {
        CheckFinite(matrix, describe, path);
        byte[] present = [.. matrix.Present.Select(flag => flag ? (byte)1 : (byte)0)];
        Safetensors.Write(path,
        [
            new(Values, StoredTensor.Of(RowReader.Cleared(matrix).Values, matrix.Rows, matrix.Width)),
            new(Present, StoredTensor.Of(present, matrix.Rows)),
        ]);
        return InputFile.Sha256(path);
    }

    private static (long Rows, int Width) Checked(SafetensorsHeader header, int? turns)
    {
        var values = header.Place(Values);
        if (values.Type != "F32")
            throw new BadInputException($"'{Values}' is {values.Type}, not F32", "write values.astype(numpy.float32)", header.Path);
        if (values.Shape.Count != 2 || values.Shape[1] is < 1 or > int.MaxValue)
            throw new BadInputException($"'{Values}' has the shape [{string.Join(", ", values.Shape)}]", "write [turns, width]", header.Path);
        if (turns is not null && values.Shape[0] != turns) throw OtherRows(Values, values.Shape[0], turns.Value, header.Path);
        if (header.Tensors.TryGetValue(Present, out var present)) CheckPresent(present, values.Shape[0], header.Path);
        return (values.Shape[0], (int)values.Shape[1]);
    }

    private static void CheckPresent(TensorPlace present, long rows, string path)
    {
        if (present.Type is not ("U8" or "BOOL"))
            throw new BadInputException($"'{Present}' is {present.Type}, not U8", "write present.astype(numpy.uint8)", path);
        if (present.Length != rows) throw OtherRows(Present, present.Length, rows, path);
    }

    /// <summary>The error for rows that are not those of the turns.</summary>
    public static BadInputException OtherRows(string tensor, long rows, long turns, string path) => new(
        $"feature rows do not match: '{tensor}' has {rows}, {ConversationLines.FileName} has {turns} turns",
        "write a row per turn, in its order, or extract the features again", path);

    private static void CheckFinite(FeatureMatrix matrix, Func<int, string> describe, string path)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            if (!matrix.Present[row]) continue;
            int column = matrix.Row(row).IndexOfAnyExceptFinite();
            if (column < 0) continue;
            throw new BadInputException($"{matrix.Row(row)[column]} stands in column {column} of the row of {describe(row)}",
                "mend the extractor, or mark the row as absent with 0 in 'present'", path);
        }
    }

    private static int IndexOfAnyExceptFinite(this ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
            if (!float.IsFinite(values[i])) return i;
        return -1;
    }

    private static void CheckHash(string path, FeatureEntry entry)
    {
        if (entry.Sha256 is null || InputFile.Sha256(path) == entry.Sha256) return;
        throw new BadInputException($"is not the file that {CorpusFile.FileName} describes: its SHA-256 is another",
            $"extract '{entry.Name}' again, or delete its 'sha256' there if the change is meant", path);
    }
}

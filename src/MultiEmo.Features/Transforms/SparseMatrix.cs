namespace MultiEmo.Features.Transforms;

/// <summary>A matrix with few values other than zero, row by row.</summary>
/// <param name="Columns">The number of columns.</param>
/// <param name="Starts">Where each row's entries begin, and one more: where the last row's end.</param>
/// <param name="Indices">The column of each entry; rising within a row.</param>
/// <param name="Values">The value of each entry.</param>
public sealed record SparseMatrix(int Columns, int[] Starts, int[] Indices, double[] Values)
{
    /// <summary>The number of rows.</summary>
    public int Rows => Starts.Length - 1;

    /// <summary>Joins rows of (column, value) pairs.</summary>
    /// <param name="columns">The number of columns.</param>
    /// <param name="rows">The entries of each row, columns rising.</param>
    public static SparseMatrix Of(int columns, IReadOnlyList<IReadOnlyList<KeyValuePair<int, double>>> rows)
    {
        var starts = new int[rows.Count + 1];
        for (int row = 0; row < rows.Count; row++) starts[row + 1] = starts[row] + rows[row].Count;
        var entries = rows.SelectMany(row => row).ToArray();
        return new SparseMatrix(columns, starts, [.. entries.Select(entry => entry.Key)], [.. entries.Select(entry => entry.Value)]);
    }

    /// <summary>The same values with rows and columns exchanged.</summary>
    public SparseMatrix Transposed()
    {
        var starts = new int[Columns + 1];
        foreach (int column in Indices) starts[column + 1]++;
        for (int column = 0; column < Columns; column++) starts[column + 1] += starts[column];
        int[] next = [.. starts];
        var (indices, values) = (new int[Indices.Length], new double[Values.Length]);
        for (int row = 0; row < Rows; row++)
            for (int entry = Starts[row]; entry < Starts[row + 1]; entry++)
            {
                int place = next[Indices[entry]]++;
                (indices[place], values[place]) = (row, Values[entry]);
            }
        return new SparseMatrix(Rows, starts, indices, values);
    }
}

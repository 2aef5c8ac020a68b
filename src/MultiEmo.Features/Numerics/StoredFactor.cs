using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MultiEmo.Features.Numerics;

/// <summary>The right factor of a product, (depth, columns), where it lies: in parts, row by row or column by column.</summary>
public readonly unsafe struct StoredFactor
{
    private readonly Matrix[] parts;
    private readonly bool transposed;

    private StoredFactor(Matrix[] parts, bool transposed)
    {
        (this.parts, this.transposed) = (parts, transposed);
        int rows = parts.Sum(part => part.Rows);
        (Depth, Columns) = transposed ? (parts[0].Columns, rows) : (rows, parts[0].Columns);
    }

    /// <summary>A factor that lies there as it is.</summary>
    /// <param name="parts">(depth, columns) together, one below the other.</param>
    public static StoredFactor Of(params Matrix[] parts) => new(parts, transposed: false);

    /// <summary>A factor whose columns are the rows of what is stored, as the weights of a layer: x W^T.</summary>
    /// <param name="parts">(columns, depth) together, one below the other.</param>
    public static StoredFactor Transposed(params Matrix[] parts) => new(parts, transposed: true);

    /// <summary>Rows of the factor.</summary>
    public int Depth { get; }

    /// <summary>Columns of the factor.</summary>
    public int Columns { get; }

    /// <summary>
    /// Copies a part of a panel as products read it: depth after depth, all its columns of each; what is behind the last does not matter.
    /// </summary>
    /// <param name="panel">Which.</param>
    /// <param name="first">The first row.</param>
    /// <param name="depth">How many rows.</param>
    /// <param name="to">Where it goes.</param>
    internal void Copy(int panel, int first, int depth, float* to)
    {
        if (transposed) CopyColumns(panel * Panels.Width, first, depth, to);
        else CopyRows(panel * Panels.Width, first, depth, to);
    }

    private void CopyRows(int column, int first, int depth, float* to)
    {
        int count = Math.Min(Panels.Width, Columns - column), above = 0;
        foreach (var part in parts)
        {
            int from = Math.Max(first, above), end = Math.Min(first + depth, above + part.Rows);
            if (from < end) Copy(part.RowsFrom(from - above, end - from).ColumnsFrom(column, count), to + ((long)(from - first) * Panels.Width));
            above += part.Rows;
        }
    }

    private static void Copy(Matrix part, float* to)
    {
        if (part.Columns == Panels.Width) CopyWhole(part, to);
        else
            for (int row = 0; row < part.Rows; row++, to += Panels.Width)
            {
                part.Row(row).CopyTo(new Span<float>(to, part.Columns));
                new Span<float>(to + part.Columns, Panels.Width - part.Columns).Clear();
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyWhole(Matrix part, float* to)
    {
        float* from = part.Data;
        for (int i = 0; i < part.Rows; i++, from += part.Stride)
            for (int column = 0; column < part.Columns; column += 8, to += 8)
            {
                Vector128.Load(from + column).Store(to);
                Vector128.Load(from + column + 4).Store(to + 4);
            }
    }

    private void CopyColumns(int column, int first, int depth, float* to)
    {
        int end = Math.Min(column + Panels.Width, Columns), above = 0;
        if (end < column + Panels.Width) new Span<float>(to, depth * Panels.Width).Clear();
        foreach (var part in parts)
        {
            int from = Math.Max(column, above), below = Math.Min(end, above + part.Rows);
            if (from < below) Turn(part.RowsFrom(from - above, below - from).ColumnsFrom(first, depth), from - column, to);
            above += part.Rows;
        }
    }

    // Eight columns at a time where eight begin. Of fewer, what is written behind the last is written again by the next part, or does not matter.
    private static void Turn(Matrix part, int place, float* to)
    {
        for (int row = 0; row < part.Rows;)
        {
            int count = Math.Min(part.Rows - row, 8 - (place % 8));
            if (place % 8 == 0) Transposition.Copy(part.RowsFrom(row, count), to + place, Panels.Width);
            else
                for (int r = 0; r < count; r++)
                    for (int k = 0; k < part.Columns; k++) to[(k * Panels.Width) + place + r] = part.At(row + r)[k];
            (row, place) = (row + count, place + count);
        }
    }
}

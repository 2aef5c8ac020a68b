using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultiEmo.Features.Numerics;

/// <summary>
/// Products of matrices in managed code. The right factor comes in panels, or is arranged a block at a time where the rows are few; of the left
/// factor a block at a time is copied into the second-level cache; six rows by two registers of sums stay in registers. A number of the result
/// depends neither on the rows beside it nor on the threads.
/// </summary>
public static unsafe class Product
{
    // Below so many multiplications, a second thread costs more than it saves.
    private const double WorthAThread = 400_000;

    private const int ManyRows = 96;        // from so many on, threads share rows
    private const int PanelRanges = 2;      // of each thread
    private const int LeastPanels = 4;      // of a range
    private const int Arranging = 8;        // arranging a number takes as long as so many multiplications

    internal const int Depth = 256;         // of a block: with it a panel stays in the first-level cache
    private const int BlockRows = 192;      // of a block: it stays in the second-level cache

    [ThreadStatic]
    private static float* block;

    /// <summary>result = left right.</summary>
    /// <param name="left">(rows, depth)</param>
    /// <param name="right">(depth, columns)</param>
    /// <param name="result">(rows, columns)</param>
    /// <param name="finish">What becomes of the sums.</param>
    /// <param name="threads">At most so many threads.</param>
    public static void Of(Matrix left, Panels right, Matrix result, Finish finish = default, int threads = 1) =>
        Share(new Factor(left.Data, left.Stride, 1), new RightFactor(right), result, finish, threads);

    /// <summary>result = left right, for a right factor that is multiplied only once.</summary>
    /// <param name="left">(rows, depth)</param>
    /// <param name="right">(depth, columns)</param>
    /// <param name="result">(rows, columns)</param>
    /// <param name="finish">What becomes of the sums.</param>
    /// <param name="threads">At most so many threads.</param>
    public static void Of(Matrix left, StoredFactor right, Matrix result, Finish finish = default, int threads = 1)
    {
        if (left.Rows <= BlockRows)
        {
            Share(new Factor(left.Data, left.Stride, 1), new RightFactor(right), result, finish, threads);
            return;
        }
        using var panels = Panels.Rent().Fill(right, threads);
        Of(left, panels, result, finish, threads);
    }

    /// <summary>result = left^T right.</summary>
    /// <param name="left">(depth, rows)</param>
    /// <param name="right">(depth, columns)</param>
    /// <param name="result">(rows, columns)</param>
    /// <param name="finish">What becomes of the sums.</param>
    /// <param name="threads">At most so many threads.</param>
    public static void OfTransposed(Matrix left, Panels right, Matrix result, Finish finish = default, int threads = 1) =>
        Share(new Factor(left.Data, 1, left.Stride), new RightFactor(right), result, finish, threads);

    // Ranges of rows for each thread, or, where the rows are too few for that or each range would arrange the panels anew, of panels.
    private static void Share(Factor left, RightFactor right, Matrix result, Finish finish, int threads)
    {
        double operations = (double)(result.Rows + (right.Arranged ? 0 : Arranging)) * result.Columns * right.Depth;
        if (operations < WorthAThread) threads = 1;
        int parts = Math.Min(threads * PanelRanges, Math.Max(right.Count / LeastPanels, Math.Min(right.Count, threads)));
        if (threads == 1 || parts < threads || (right.Arranged && result.Rows >= ManyRows))
        {
            Crew.Rows(result.Rows, threads, Tile.Rows, (row, count) =>
                Compute(left.From(row), right, result.RowsFrom(row, count), finish, 0..right.Count));
            return;
        }
        int Bound(int part) => right.Count * part / parts;
        Crew.Run(parts, threads, part => Compute(left, right, result, finish, Bound(part)..Bound(part + 1)));
    }

    private static void Compute(Factor left, RightFactor right, Matrix result, Finish finish, Range panels)
    {
        if (Vector512.IsHardwareAccelerated) Compute<Lanes16>(left, right, result, finish, panels);
        else if (Vector256.IsHardwareAccelerated) Compute<Lanes8>(left, right, result, finish, panels);
        else Compute<Lanes4>(left, right, result, finish, panels);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compute<T>(Factor left, RightFactor right, Matrix result, Finish finish, Range panels) where T : struct, ILanes<T>
    {
        if (block == null) block = (float*)NativeMemory.AlignedAlloc(((Depth * BlockRows) + 16) * sizeof(float), 64);
        int end = panels.End.Value;
        for (int k = 0; k < right.Depth; k += Depth)
        {
            int depth = Math.Min(Depth, right.Depth - k);
            var last = finish.At(k > 0, k + depth == right.Depth);
            for (int row = 0; row < result.Rows; row += BlockRows)
            {
                var rows = result.RowsFrom(row, Math.Min(BlockRows, result.Rows - row));
                Copy(left.From(row), rows.Rows, k, depth);
                int several = rows.Rows <= FewRows.Most ? FewRows.Panels(rows.Rows) : 1;
                for (int panel = panels.Start.Value; panel < end; panel += several)
                {
                    int count = Math.Min(several, end - panel), column = panel * Panels.Width;
                    var beside = rows.ColumnsFrom(column, Math.Min(count * Panels.Width, rows.Columns - column));
                    Several<T>(right.Block(panel, count, k, depth), beside, last.Beside(column));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Several<T>(Block right, Matrix result, Finish finish) where T : struct, ILanes<T>
    {
        if (result.Rows <= FewRows.Most && result.Columns == FewRows.Panels(result.Rows) * Panels.Width)
        {
            FewRows.Compute<T>(block, right, result, finish);
            return;
        }
        for (int panel = 0; panel * Panels.Width < result.Columns; panel++)
            Column<T>(right[panel], right.Depth, panel * Panels.Width, result, finish);
    }

    private readonly struct Factor(float* data, int row, int depth)
    {
        public int Row => row;      // numbers from one row to the next

        public int Depth => depth;  // numbers from one of the depth to the next

        public Factor From(int r) => new(data + ((long)r * row), row, depth);

        public float* At(int r, int k) => data + ((long)r * row) + ((long)k * depth);
    }

    // The block of the left factor: six rows side by side, depth after depth; what is below the last row does not matter.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(Factor left, int count, int k, int depth)
    {
        for (int first = 0; first < count; first += Tile.Rows)
        {
            float* to = block + ((long)first * depth);
            int height = Math.Min(Tile.Rows, count - first);
            if (left.Row == 1) CopySideBySide(left.At(first, k), left.Depth, to, height, depth);
            else Transposition.Copy(new Matrix(left.At(first, k), height, depth, left.Row), to, Tile.Rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopySideBySide(float* from, int stride, float* to, int height, int depth)
    {
        for (int i = 0; i < depth; i++, to += Tile.Rows, from += stride)
        {
            if (height == Tile.Rows)
            {
                Vector128.Load(from).Store(to);
                Vector64.Load(from + 4).Store(to + 4);
            }
            else
                for (int r = 0; r < height; r++) to[r] = from[r];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Column<T>(float* panel, int depth, int column, Matrix result, Finish finish) where T : struct, ILanes<T>
    {
        int width = Math.Min(Panels.Width, result.Columns - column);
        for (int first = 0; first < result.Rows; first += Tile.Rows)
        {
            float* from = block + ((long)first * depth);
            var tile = new Matrix(result.At(first) + column, Math.Min(Tile.Rows, result.Rows - first), width, result.Stride);
            if (width % T.Count == 0) Tile.Compute<T>(from, panel, depth, tile, finish.Beside(column));
            else Part<T>(from, panel, depth, tile, finish.Beside(column));
        }
    }

    // A tile of which only a part of the columns is wanted.
    [SkipLocalsInit]
    private static void Part<T>(float* left, float* panel, int depth, Matrix result, Finish finish) where T : struct, ILanes<T>
    {
        float* sums = stackalloc float[Tile.Rows * 32];
        var whole = new Matrix(sums, result.Rows, result.Columns > T.Count ? 2 * T.Count : T.Count);
        Tile.Compute<T>(left, panel, depth, whole, default);
        for (int row = 0; row < result.Rows; row++) finish.Apply(whole.Row(row)[..result.Columns], result.Row(row));
    }
}

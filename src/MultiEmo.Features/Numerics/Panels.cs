using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MultiEmo.Features.Numerics;

/// <summary>
/// The right factor of products, (depth, columns), arranged as the product reads it: panels of a few columns, each depth after depth. Made once, it
/// serves any number of products. The memory of rented ones is used again as long as it suffices; those that are to be kept have memory of their own.
/// </summary>
public sealed unsafe class Panels : IDisposable
{
    private const long WorthAThread = 30_000;
    private static readonly ConcurrentBag<Panels> Free = [];

    private readonly bool rented;
    private float* data;
    private long capacity;

    private Panels(bool rented) => this.rented = rented;

    /// <summary>Frees the memory of panels that nobody gave back.</summary>
    ~Panels() => NativeMemory.AlignedFree(data);

    /// <summary>Columns of a panel: two registers.</summary>
    public static int Width => Vector512.IsHardwareAccelerated ? 32 : Vector256.IsHardwareAccelerated ? 16 : 8;

    /// <summary>Rows of the factor.</summary>
    public int Depth { get; private set; }

    /// <summary>Columns of the factor.</summary>
    public int Columns { get; private set; }

    /// <summary>How many panels there are, the last filled up with zeros.</summary>
    public int Count => (Columns + Width - 1) / Width;

    /// <summary>Where a panel begins.</summary>
    public float* Panel(int panel) => data + ((long)panel * Depth * Width);

    /// <summary>The factor as it is stored, in parts one below the other.</summary>
    /// <param name="parts">(depth, columns) together.</param>
    /// <param name="threads">At most so many threads.</param>
    public Panels Fill(ReadOnlySpan<Matrix> parts, int threads = 1)
    {
        Shape(Rows(parts), parts[0].Columns);
        int first = 0;
        foreach (var part in parts)
        {
            int row = first;
            Crew.Run(Count, Threads(part, threads), panel => CopyRows(part, row, panel));
            first += part.Rows;
        }
        return this;
    }

    /// <summary>The factor whose columns are the rows of what is stored, as the weights of a layer: x W^T.</summary>
    /// <param name="parts">(columns, depth) together, one below the other.</param>
    /// <param name="threads">At most so many threads.</param>
    public Panels FillTransposed(ReadOnlySpan<Matrix> parts, int threads = 1)
    {
        Shape(parts[0].Columns, Rows(parts));
        Matrix[] all = parts.ToArray();
        Crew.Run(Count, (long)Columns * Depth < WorthAThread ? 1 : threads, panel =>
        {
            int first = 0;
            foreach (var part in all)
            {
                int from = Math.Max(panel * Width, first), to = Math.Min((panel + 1) * Width, first + part.Rows);
                if (from < to) CopyColumns(part.RowsFrom(from - first, to - from), from);
                first += part.Rows;
            }
        });
        Pad();
        return this;
    }

    /// <summary>Panels for a while; disposing gives them back.</summary>
    public static Panels Rent() => Free.TryTake(out var panels) ? panels : new Panels(rented: true);

    /// <summary>Panels to keep, whose memory is as large as they need; disposing frees it.</summary>
    public static Panels Own() => new(rented: false);

    /// <summary>Gives the memory back: to the next who rents it, or to the system.</summary>
    public void Dispose()
    {
        if (rented)
        {
            Free.Add(this);
            return;
        }
        NativeMemory.AlignedFree(data);
        data = null;
        capacity = 0;
        GC.SuppressFinalize(this);
    }

    private static int Rows(ReadOnlySpan<Matrix> parts)
    {
        int rows = 0;
        foreach (var part in parts) rows += part.Rows;
        return rows;
    }

    private static int Threads(Matrix part, int threads) => (long)part.Rows * part.Columns < WorthAThread ? 1 : threads;

    private void Shape(int depth, int columns)
    {
        (Depth, Columns) = (depth, columns);
        long size = (long)Count * Width * depth;
        if (size <= capacity) return;
        NativeMemory.AlignedFree(data);
        data = (float*)NativeMemory.AlignedAlloc((nuint)(size * sizeof(float)), 64);
        capacity = size;
    }

    private void CopyRows(Matrix part, int row, int panel)
    {
        int first = panel * Width, count = Math.Min(Width, Columns - first);
        float* to = Panel(panel) + ((long)row * Width);
        if (count == Width) CopyWhole(part.ColumnsFrom(first, count), to);
        else
            for (int i = 0; i < part.Rows; i++, to += Width)
            {
                new ReadOnlySpan<float>(part.At(i) + first, count).CopyTo(new Span<float>(to, count));
                new Span<float>(to + count, Width - count).Clear();
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

    private void CopyColumns(Matrix part, int first)
    {
        for (int row = 0; row < part.Rows;)
        {
            int column = first + row, place = column % Width, count = Math.Min(part.Rows - row, Math.Min(8 - (place % 8), 8));
            float* to = Panel(column / Width) + place;
            if (count == 8) Transposition.Copy(part.RowsFrom(row, 8), to, Width);
            else
                for (int r = 0; r < count; r++)
                    for (int k = 0; k < Depth; k++) to[(k * Width) + r] = part.At(row + r)[k];
            row += count;
        }
    }

    private void Pad()
    {
        for (int column = Columns; column < Count * Width; column++)
        {
            float* to = Panel(column / Width) + (column % Width);
            for (int k = 0; k < Depth; k++, to += Width) *to = 0;
        }
    }
}

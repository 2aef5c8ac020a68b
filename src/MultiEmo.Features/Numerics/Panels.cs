using System.Collections.Concurrent;
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

    /// <summary>How many panels there are; what is behind the last column does not matter.</summary>
    public int Count => Holding(Columns);

    /// <summary>How many panels hold so many columns.</summary>
    internal static int Holding(int columns) => (columns + Width - 1) / Width;

    /// <summary>Where a panel begins.</summary>
    public float* Panel(int panel) => data + ((long)panel * Depth * Width);

    /// <summary>Arranges a factor.</summary>
    /// <param name="factor">Where it lies.</param>
    /// <param name="threads">At most so many threads.</param>
    public Panels Fill(StoredFactor factor, int threads = 1)
    {
        Shape(factor.Depth, factor.Columns);
        Crew.Run(Count, (long)Depth * Columns < WorthAThread ? 1 : threads, panel => factor.Copy(panel, 0, Depth, Panel(panel)));
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

    private void Shape(int depth, int columns)
    {
        (Depth, Columns) = (depth, columns);
        long size = (long)Count * Width * depth;
        if (size <= capacity) return;
        NativeMemory.AlignedFree(data);
        data = (float*)NativeMemory.AlignedAlloc((nuint)(size * sizeof(float)), 64);
        capacity = size;
    }
}

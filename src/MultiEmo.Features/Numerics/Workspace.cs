using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace MultiEmo.Features.Numerics;

/// <summary>
/// Memory that a computation takes piece by piece and gives back as a whole. It is kept for the next computation: fresh memory costs more than the
/// arithmetic on it. Every piece begins at a cache line's beginning and holds whatever it holds.
/// </summary>
public sealed unsafe class Workspace : IDisposable
{
    private const long FirstChunk = 8 << 20;        // numbers; 32 MiB
    private const long LaterChunk = 32 << 20;       // less is left over at the end of each; what nobody writes to takes no memory
    private static readonly ConcurrentBag<Workspace> Free = [];

    [ThreadStatic]
    private static Workspace? own;

    private readonly List<Chunk> chunks = [];
    private int current;
    private long used;
    private bool returned;

    private Workspace()
    {
    }

    /// <summary>Frees the memory of a workspace that nobody gave back.</summary>
    ~Workspace()
    {
        foreach (var chunk in chunks) NativeMemory.AlignedFree((void*)chunk.Data);
    }

    /// <summary>A workspace for one computation, which disposes it.</summary>
    public static Workspace Rent()
    {
        if (!Free.TryTake(out var workspace)) return new Workspace();
        workspace.returned = false;
        return workspace;
    }

    /// <summary>A workspace of this thread, for what is taken and given back within a few lines.</summary>
    public static Workspace OfThread => own ??= new Workspace();

    /// <summary>How much is taken, to come back to.</summary>
    public Mark Taken => new(current, used);

    /// <summary>Takes a matrix.</summary>
    public Matrix Take(int rows, int columns) => new(Take((long)rows * columns), rows, columns);

    /// <summary>Takes a matrix of zeros.</summary>
    public Matrix TakeZeros(int rows, int columns)
    {
        var matrix = Take(rows, columns);
        matrix.Clear();
        return matrix;
    }

    /// <summary>Takes so many numbers, to work with.</summary>
    public Span<float> Span(int count) => new(Take((long)count), count);

    /// <summary>Takes so many numbers.</summary>
    public float* Take(long count)
    {
        count = (count + 15) & ~15L;
        while (current < chunks.Count && used + count > chunks[current].Size) (current, used) = (current + 1, 0);
        if (current == chunks.Count)
        {
            long size = Math.Max(count, chunks.Count == 0 ? FirstChunk : LaterChunk);
            chunks.Add(new Chunk((nint)NativeMemory.AlignedAlloc((nuint)(size * sizeof(float)), 64), size));
        }
        float* piece = (float*)chunks[current].Data + used;
        used += count;
        return piece;
    }

    /// <summary>Gives back all that was taken since.</summary>
    public void Rewind(Mark mark) => (current, used) = (mark.Chunk, mark.Used);

    /// <summary>Gives back everything; the memory waits for the next computation.</summary>
    public void Dispose()
    {
        if (returned) return;
        returned = true;
        (current, used) = (0, 0);
        Free.Add(this);
    }

    /// <summary>How much of a workspace is taken.</summary>
    public readonly record struct Mark(int Chunk, long Used);

    private readonly record struct Chunk(nint Data, long Size);
}

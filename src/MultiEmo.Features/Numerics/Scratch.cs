using System.Collections.Concurrent;

namespace MultiEmo.Features.Numerics;

/// <summary>
/// Memory for what a computation needs in between. It begins at a cache line's beginning, without which the widest registers are read at half speed,
/// and is used again, since fresh memory costs more than the arithmetic on it.
/// </summary>
public sealed class Scratch : IDisposable
{
    private const int Kept = 32;
    private static readonly ConcurrentBag<float[]> Free = [];
    private readonly float[] piece;

    /// <summary>Takes memory, whose content is whatever it is.</summary>
    /// <param name="size">How many numbers.</param>
    public Scratch(int size)
    {
        if (!Free.TryTake(out float[]? found) || found.Length < size + AlignedNumbers.Line)
            found = GC.AllocateUninitializedArray<float>((int)Math.Min(RoundedUp(size + AlignedNumbers.Line), Array.MaxLength), pinned: true);
        piece = found;
        Memory = AlignedNumbers.From(piece, size);
    }

    /// <summary>The memory.</summary>
    public Memory<float> Memory { get; }

    /// <summary>The memory, to work with.</summary>
    public Span<float> Span => Memory.Span;

    /// <summary>Gives it back.</summary>
    public void Dispose()
    {
        if (Free.Count < Kept) Free.Add(piece);
    }

    // The next power of two, so that a piece fits more than the one computation.
    private static long RoundedUp(int size) => (long)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)size);
}

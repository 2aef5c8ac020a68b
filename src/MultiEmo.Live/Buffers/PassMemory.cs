namespace MultiEmo.Live.Buffers;

/// <summary>
/// Memory for what a pass needs in between, taken and given back like a stack, so that a turn allocates nothing once the first has made it large
/// enough.
/// </summary>
internal sealed class PassMemory
{
    private const int Smallest = 1 << 12;
    private Memory<float> memory = AlignedNumbers.Take(Smallest);

    /// <summary>How much is taken; what <see cref="Release"/> goes back to.</summary>
    public int Mark { get; private set; }

    /// <summary>Takes memory, whose content is whatever it is.</summary>
    /// <param name="count">How many numbers.</param>
    public Span<float> Take(int count)
    {
        // What was taken before lives on in the old piece until nobody holds it.
        if (Mark + count > memory.Length) (memory, Mark) = (AlignedNumbers.Take(Math.Max(2 * memory.Length, 2 * count)), 0);
        var taken = memory.Span.Slice(Mark, count);
        Mark += AlignedNumbers.RoundedUp(count);
        return taken;
    }

    /// <summary>Gives back all that was taken since a mark.</summary>
    public void Release(int mark) => Mark = mark;
}

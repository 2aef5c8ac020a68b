using MultiEmo.Features.Numerics;
namespace MultiEmo.Live.Passes;

/// <summary>Rows of numbers side by side, one after the other, to which more are added as turns come.</summary>
/// <param name="width">Numbers of a row.</param>
internal sealed class RowList(int width)
{
    private const int FirstRows = 16;
    private Memory<float> memory;

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>All rows: (Count, width).</summary>
    public Span<float> All => memory.Span[..(Count * width)];

    /// <summary>One row: (width).</summary>
    public Span<float> this[int row] => memory.Span.Slice(row * width, width);

    /// <summary>Some rows: (count, width).</summary>
    public Span<float> Rows(int from, int count) => memory.Span.Slice(from * width, count * width);

    /// <summary>Adds rows, whose content is whatever it is: (count, width).</summary>
    /// <exception cref="OverflowException">They are more than an array can hold.</exception>
    public Span<float> Add(int count)
    {
        int needed = checked((Count + count) * width);
        if (needed > memory.Length)
        {
            var larger = AlignedNumbers.Take(Math.Max(needed, Math.Max(FirstRows * width, 2 * memory.Length)));
            All.CopyTo(larger.Span);
            memory = larger;
        }
        Count += count;
        return Rows(Count - count, count);
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear() => Count = 0;
}

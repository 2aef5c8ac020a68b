namespace MultiEmo.Storage.Pickles;

/// <summary>
/// The memory that reading one file may take: what this thread allocates since the budget was made, dropped values included, is counted,
/// and what can grow with the file is asked for before it is allocated.
/// </summary>
public sealed class AllocationBudget
{
    private const int Pointer = 8, TableEntry = 36;
    private const long Small = 1 << 16;
    private readonly long start = GC.GetAllocatedBytesForCurrentThread(), most;
    private readonly string beyond;

    /// <summary>A budget that begins now, on this thread.</summary>
    /// <param name="most">Bytes that may be allocated, but for small values of a fixed size.</param>
    /// <param name="beyond">The message of the fault when more is asked for.</param>
    public AllocationBudget(long most, string beyond) => (this.most, this.beyond) = (most, beyond);

    /// <summary>Whatever memory is needed.</summary>
    public static AllocationBudget Unlimited { get; } = new(long.MaxValue, "");

    /// <summary>Asks for bytes that are about to be allocated.</summary>
    /// <exception cref="InvalidDataException">They would go beyond the budget.</exception>
    public void Take(long bytes)
    {
        if (most == long.MaxValue) return;
        if (bytes > most + Small - (GC.GetAllocatedBytesForCurrentThread() - start)) throw new InvalidDataException(beyond);
    }

    internal void Grow<T>(List<T> list, int more)
    {
        if (list.Count + more <= list.Capacity) return;
        int capacity = Math.Max(2 * list.Count, list.Count + more);
        Take((long)Pointer * capacity);
        list.EnsureCapacity(capacity);
    }

    internal void Grow<T>(Stack<T> stack)
    {
        if (stack.Count == stack.Capacity) Take(2L * Pointer * stack.Count);
    }

    internal void Grow<TKey, TValue>(Dictionary<TKey, TValue> table, int more) where TKey : notnull
    {
        if (table.Count + more <= table.Capacity) return;
        int capacity = Math.Max(2 * table.Count, table.Count + more);
        Take((long)TableEntry * capacity);
        table.EnsureCapacity(capacity);
    }

    internal void Grow<T>(HashSet<T> set, int more)
    {
        if (set.Count + more <= set.Capacity) return;
        int capacity = Math.Max(2 * set.Count, set.Count + more);
        Take((long)TableEntry * capacity);
        set.EnsureCapacity(capacity);
    }
}

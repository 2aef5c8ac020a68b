namespace MultiEmo.Storage.Pickles;

/// <summary>The values that a pickle keeps under numbers; writers count up from 0, which needs no table.</summary>
/// <param name="budget">The memory that it may take.</param>
internal sealed class PickleMemo(AllocationBudget budget)
{
    private readonly List<object?> inOrder = [];
    private readonly Dictionary<long, object?> others = [];

    /// <summary>How many numbers are taken.</summary>
    public int Count => inOrder.Count + others.Count;

    /// <summary>Keeps a value, in place of an earlier one under that number.</summary>
    public void Keep(long index, object? value)
    {
        if (index < inOrder.Count)
        {
            inOrder[(int)index] = value;
        }
        else if (index == inOrder.Count && others.Count == 0)
        {
            budget.Grow(inOrder, 1);
            inOrder.Add(value);
        }
        else
        {
            budget.Grow(others, 1);
            others[index] = value;
        }
    }

    /// <summary>The value under a number.</summary>
    /// <exception cref="InvalidDataException">None was kept there.</exception>
    public object? Recall(long index)
    {
        if (index < inOrder.Count && index >= 0) return inOrder[(int)index];
        return others.TryGetValue(index, out object? value) ? value : throw new InvalidDataException("it recalls a value that it never kept");
    }
}

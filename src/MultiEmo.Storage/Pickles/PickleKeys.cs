using System.Numerics;

namespace MultiEmo.Storage.Pickles;

/// <summary>What may be the key of a dictionary or the item of a set: texts and numbers.</summary>
internal static class PickleKeys
{
    /// <summary>The key itself.</summary>
    /// <exception cref="InvalidDataException">It is another kind of value.</exception>
    public static object Check(object? key) => key is string or long or BigInteger or double or bool
        ? key : throw new InvalidDataException("a key of a dictionary or an item of a set is neither text nor number");

    /// <summary>Adds keys and values that stand in turn, later ones over earlier ones.</summary>
    public static void Fill(Dictionary<object, object?> dictionary, List<object?> items, AllocationBudget budget)
    {
        if (items.Count % 2 != 0) throw new InvalidDataException("a dictionary has a key without value");
        budget.Grow(dictionary, items.Count / 2);
        for (int i = 0; i < items.Count; i += 2) dictionary[Check(items[i])] = items[i + 1];
    }
}

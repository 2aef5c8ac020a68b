namespace MultiEmo.Models.Faces.Mtcnn;

/// <summary>
/// The order in which NumPy's <c>argsort</c> leaves numbers of equal size. The last overlaps are settled in that order, and scores near 1 are often
/// equal in float32: a stable order would now and then keep the other of two boxes. It is a quicksort with the median of three and an insertion sort
/// for short stretches (NumPy up to 1.24; later ones have another for processors with AVX-512).
/// </summary>
internal static class UnstableOrder
{
    private const int Short = 16;

    /// <summary>Indexes of numbers from the greatest to the smallest: the ascending order backwards.</summary>
    public static int[] Descending(ReadOnlySpan<float> keys)
    {
        int[] order = Ascending(keys);
        Array.Reverse(order);
        return order;
    }

    /// <summary>Indexes of numbers from the smallest to the greatest.</summary>
    public static int[] Ascending(ReadOnlySpan<float> keys)
    {
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Sort(keys, order);
        return order;
    }

    private static void Sort(ReadOnlySpan<float> keys, Span<int> order)
    {
        while (order.Length > Short)
        {
            int middle = Partition(keys, order);
            var (below, above) = (middle, order.Length - middle - 1);
            Sort(keys, below < above ? order[..middle] : order[(middle + 1)..]);
            order = below < above ? order[(middle + 1)..] : order[..middle];
        }
        Insert(keys, order);
    }

    // Where the median of first, middle and last ends up: smaller ones are before it, greater ones behind.
    private static int Partition(ReadOnlySpan<float> keys, Span<int> order)
    {
        int last = order.Length - 1, middle = last / 2, left = 0, right = last - 1;
        SwapIfLess(keys, order, middle, 0);
        SwapIfLess(keys, order, last, middle);
        SwapIfLess(keys, order, middle, 0);
        float pivot = keys[order[middle]];
        Swap(order, middle, right);
        while (true)
        {
            do left++; while (keys[order[left]] < pivot);
            do right--; while (pivot < keys[order[right]]);
            if (left >= right) break;
            Swap(order, left, right);
        }
        Swap(order, left, last - 1);
        return left;
    }

    private static void Insert(ReadOnlySpan<float> keys, Span<int> order)
    {
        for (int i = 1; i < order.Length; i++)
        {
            int moved = order[i], place = i;
            for (; place > 0 && keys[moved] < keys[order[place - 1]]; place--) order[place] = order[place - 1];
            order[place] = moved;
        }
    }

    private static void SwapIfLess(ReadOnlySpan<float> keys, Span<int> order, int one, int other)
    {
        if (keys[order[one]] < keys[order[other]]) Swap(order, one, other);
    }

    private static void Swap(Span<int> order, int one, int other) => (order[one], order[other]) = (order[other], order[one]);
}

namespace MultiEmo.Storage.Pickles;

/// <summary>What a call or a state may make of its arguments at most: copies of their bytes, and tables of their items.</summary>
internal static class PickleWeight
{
    private const long Copies = 4, Item = 64;

    /// <summary>Bytes.</summary>
    public static long Of(object? arguments)
    {
        if (arguments is not object?[] parts) return 0;
        long weight = Item * parts.Length;
        foreach (object? part in parts) weight += Part(part);
        return weight;
    }

    private static long Part(object? part) => part switch
    {
        byte[] bytes => Copies * bytes.Length,
        string text => Copies * text.Length,
        List<object?> list => Item * list.Count,
        object?[] tuple => Item * tuple.Length,
        _ => 0,
    };
}

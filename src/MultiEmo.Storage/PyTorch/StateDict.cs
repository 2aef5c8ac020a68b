namespace MultiEmo.Storage.PyTorch;

/// <summary>The tensors in what a file holds: a state dict, or a checkpoint that has one among other values.</summary>
internal static class StateDict
{
    private const int MostWraps = 4;
    private static readonly string[] Wrappers = ["state_dict", "model_state_dict", "model"];

    /// <summary>Names and tensors in the order of the file.</summary>
    /// <exception cref="InvalidDataException">It is no state dict.</exception>
    public static IEnumerable<KeyValuePair<string, PyTorchTensor>> Tensors(object? root)
    {
        var table = Unwrapped(root as Dictionary<object, object?> ?? throw NoStateDict("it is no dictionary"), MostWraps);
        if (!Holds(table)) throw NoStateDict($"its keys are {Keys(table)}");
        foreach (var (key, value) in table)
        {
            if (value is not PyTorchTensor tensor) continue;
            yield return new(key as string ?? throw new InvalidDataException("the name of a tensor is no text"), tensor);
        }
    }

    private static Dictionary<object, object?> Unwrapped(Dictionary<object, object?> table, int wraps)
    {
        if (wraps == 0) return table;
        var inner = Wrappers.Select(name => table.GetValueOrDefault(name)).OfType<Dictionary<object, object?>>();
        return inner.Select(candidate => Unwrapped(candidate, wraps - 1)).FirstOrDefault(Holds) ?? table;
    }

    private static bool Holds(Dictionary<object, object?> table) => table.Values.OfType<PyTorchTensor>().Any();

    private static InvalidDataException NoStateDict(string why) => new($"it holds no state dict: {why}");

    private static string Keys(Dictionary<object, object?> table)
    {
        string keys = string.Join(", ", table.Keys.Take(8).Select(key => $"'{key}'"));
        return keys.Length == 0 ? "none" : keys.Length <= 200 ? keys : keys[..200] + "…";
    }
}

using System.Globalization;
using MultiEmo.Conversations;
using MultiEmo.Storage.Pickles;

namespace MultiEmo.Storage.Authors;

/// <summary>What a pickle holds, seen as the tables and lists that the authors' files are made of.</summary>
/// <param name="path">The file, for messages.</param>
internal sealed class PickledValues(string path)
{
    public BadInputException Fault(string problem) => new(problem, "use the files as the authors hand them out", path);

    /// <summary>A dictionary whose keys, texts or whole numbers, are conversations.</summary>
    public IReadOnlyDictionary<string, object?> Table(object? value, string what)
    {
        if (value is not Dictionary<object, object?> dictionary) throw Fault($"{what}: no dictionary of conversations");
        var table = new Dictionary<string, object?>();
        foreach (var (key, item) in dictionary)
            if (!table.TryAdd(Id(key, what), item)) throw Fault($"{what}: conversation '{Id(key, what)}' is there twice");
        return table;
    }

    public object? Entry(IReadOnlyDictionary<string, object?> table, string id)
        => table.TryGetValue(id, out object? value) ? value : throw Fault($"conversation '{id}' is missing in a table of it");

    /// <summary>Ids in a list, a tuple, an array or a set; those of a set are put in order, by number where they are numbers.</summary>
    public IReadOnlyList<string> Ids(object? value, string what, bool sorted)
    {
        var items = value is HashSet<object?> set ? [.. set] : Items(value, what);
        var ids = items.Select(item => Id(item, what));
        if (!sorted && value is not HashSet<object?>) return [.. ids];
        return items.All(item => item is long)
            ? [.. items.Cast<long>().Order().Select(item => Id(item, what))]
            : [.. ids.Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<long> Numbers(object? value, string what)
        => [.. Items(value, what).Select(item => item is long number ? number : throw Fault($"{what}: not whole numbers"))];

    public IReadOnlyList<string> Texts(object? value, string what)
        => [.. Items(value, what).Select(item => item as string ?? throw Fault($"{what}: not texts"))];

    /// <summary>A list of vectors, or the rows of a matrix.</summary>
    public IReadOnlyList<float[]> Vectors(object? value, string what)
    {
        if (value is not NumpyArray array) return [.. Items(value, what).Select(item => Vector(item, what))];
        if (array.Shape.Count != 2) throw Fault($"{what}: an array of {array.Shape.Count} dimensions instead of 2");
        float[] values = array.ToSingles();
        return array.Shape[1] == 0 ? throw Fault($"{what}: rows without values") : [.. values.Chunk(array.Shape[1])];
    }

    private float[] Vector(object? value, string what)
        => value is NumpyArray array ? array.ToSingles() : [.. Items(value, what).Select(item => Number(item, what))];

    private float Number(object? value, string what)
        => value is long or double or bool ? Convert.ToSingle(value, CultureInfo.InvariantCulture) : throw Fault($"{what}: not numbers");

    private IReadOnlyList<object?> Items(object? value, string what) => value switch
    {
        List<object?> list => list,
        object?[] tuple => tuple,
        NumpyArray { Shape.Count: 1 } array => [.. Enumerable.Range(0, array.Count).Select(place => array[place])],
        _ => throw Fault($"{what}: no list"),
    };

    private string Id(object? value, string what) => value switch
    {
        string { Length: > 0 } text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw Fault($"{what}: an id of a conversation is neither text nor whole number"),
    };
}

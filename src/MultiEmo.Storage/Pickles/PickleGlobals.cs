using System.Text;

namespace MultiEmo.Storage.Pickles;

/// <summary>A Python name that a pickle may mention, and what is done here in its place.</summary>
/// <param name="Name">Module and name, such as <c>builtins.set</c>.</param>
/// <param name="Call">Makes the value of a call from its arguments; throws <see cref="InvalidDataException"/> when they do not suit.</param>
public sealed record PickleGlobal(string Name, Func<object?[], object?> Call);

/// <summary>The names that a pickle may mention; every other is refused.</summary>
/// <param name="allowed">The names, each once.</param>
public sealed class PickleGlobals(IEnumerable<PickleGlobal> allowed)
{
    private readonly Dictionary<string, PickleGlobal> table = allowed.ToDictionary(global => global.Name);

    /// <summary>Sets, bytes and NumPy's arrays, types and numbers, as Python 2 and 3 and NumPy 1 and 2 name them.</summary>
    public static PickleGlobals Numpy { get; } = new([.. Builtins(), .. NumpyGlobals.All()]);

    /// <summary>These names and more.</summary>
    public PickleGlobals With(IEnumerable<PickleGlobal> more) => new([.. table.Values, .. more]);

    internal PickleGlobal Find(ReadOnlySpan<char> name)
        => table.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var global)
            ? global
            : throw new InvalidDataException($"the reader refuses the global '{Shown(name.ToString())}'");

    internal static T Argument<T>(object?[] arguments, int place, string what)
        => place < arguments.Length && arguments[place] is T value
            ? value
            : throw new InvalidDataException($"{what} is called with other arguments than it takes");

    private static IEnumerable<PickleGlobal> Builtins()
    {
        foreach (string module in new[] { "builtins", "__builtin__" })
        {
            yield return new PickleGlobal(module + ".set", Set);
            yield return new PickleGlobal(module + ".frozenset", Set);
            yield return new PickleGlobal(module + ".bytes", NoBytes);
        }
        yield return new PickleGlobal("_codecs.encode", Encode);
    }

    private static HashSet<object?> Set(object?[] arguments)
    {
        if (arguments.Length == 0) return [];
        var items = Argument<List<object?>>(arguments, 0, "set");
        var set = new HashSet<object?>(items.Count);
        foreach (object? item in items) set.Add(PickleKeys.Check(item));
        return set;
    }

    private static byte[] NoBytes(object?[] arguments)
        => arguments.Length == 0 ? [] : throw new InvalidDataException("bytes is called with arguments");

    // Before protocol 3 Python 3 writes bytes as text whose characters are the bytes.
    private static byte[] Encode(object?[] arguments)
    {
        string encoding = Argument<string>(arguments, 1, "_codecs.encode");
        if (encoding is not ("latin1" or "latin-1")) throw new InvalidDataException($"_codecs.encode to {Shown(encoding)} is not read");
        return Bytes(Argument<string>(arguments, 0, "_codecs.encode"));
    }

    /// <summary>The bytes that a text stands for.</summary>
    internal static byte[] Bytes(string text)
    {
        if (text.AsSpan().ContainsAnyExceptInRange('\0', '\xFF')) throw new InvalidDataException("a text that stands for bytes has other characters");
        return Encoding.Latin1.GetBytes(text);
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}

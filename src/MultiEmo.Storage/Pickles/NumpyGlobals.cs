namespace MultiEmo.Storage.Pickles;

/// <summary>The names by which pickles make NumPy arrays, types and single numbers.</summary>
internal static class NumpyGlobals
{
    /// <summary>The names of NumPy 1 (numpy.core) and NumPy 2 (numpy._core).</summary>
    public static IEnumerable<PickleGlobal> All()
    {
        yield return new PickleGlobal("numpy.ndarray", _ => throw new InvalidDataException("numpy.ndarray is called directly"));
        yield return new PickleGlobal("numpy.dtype", arguments => new NumpyType(PickleGlobals.Argument<string>(arguments, 0, "numpy.dtype")));
        foreach (string core in new[] { "numpy.core", "numpy._core" })
        {
            yield return new PickleGlobal(core + ".multiarray._reconstruct", Reconstruct);
            yield return new PickleGlobal(core + ".multiarray.scalar", Scalar);
            yield return new PickleGlobal(core + ".numeric._frombuffer", FromBuffer);
        }
    }

    // The array gets its shape and bytes with its state.
    private static NumpyArray Reconstruct(object?[] arguments)
    {
        if (PickleGlobals.Argument<PickleGlobal>(arguments, 0, "_reconstruct").Name == "numpy.ndarray") return new NumpyArray();
        throw new InvalidDataException("_reconstruct is asked for something else than an array");
    }

    private static object Scalar(object?[] arguments)
    {
        var array = new NumpyArray();
        array.Set(PickleGlobals.Argument<NumpyType>(arguments, 0, "scalar"), [], Raw(arguments, 1, "scalar"), fortran: false);
        return array[0];
    }

    // Protocol 5: bytes, type, shape and order at once.
    private static NumpyArray FromBuffer(object?[] arguments)
    {
        const string name = "_frombuffer";
        var array = new NumpyArray();
        array.Set(PickleGlobals.Argument<NumpyType>(arguments, 1, name), PickleGlobals.Argument<object?[]>(arguments, 2, name),
            Raw(arguments, 0, name), PickleGlobals.Argument<string>(arguments, 3, name) == "F");
        return array;
    }

    private static byte[] Raw(object?[] arguments, int place, string what)
        => place < arguments.Length && arguments[place] is string text
            ? PickleGlobals.Bytes(text)
            : PickleGlobals.Argument<byte[]>(arguments, place, what);
}

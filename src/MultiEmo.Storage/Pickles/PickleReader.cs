using MultiEmo.Conversations;

namespace MultiEmo.Storage.Pickles;

/// <summary>
/// Reads Python pickles of protocols 0 to 5 as data: nothing is imported and nothing is executed.
/// None is null, numbers are long, double, bool or BigInteger, str (and Python 2's, as latin1) string, bytes byte[], list List&lt;object?&gt;,
/// tuple object?[], dict Dictionary&lt;object, object?&gt;, set HashSet&lt;object?&gt;, an array <see cref="NumpyArray"/>.
/// </summary>
public static class PickleReader
{
    private const string Plain = "only lists, tuples, dictionaries, sets, texts, numbers and NumPy arrays are read, and nothing was executed; "
        + "save such values from Python";

    /// <summary>Reads the value of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="globals">The Python names that it may mention; <see cref="PickleGlobals.Numpy"/> unless given.</param>
    /// <exception cref="BadInputException">No pickle, a damaged one, or one that mentions another name.</exception>
    public static object? Read(string path, PickleGlobals? globals = null)
    {
        using var stream = InputFile.Open(path);
        return Read(stream, path, globals ?? PickleGlobals.Numpy);
    }

    /// <summary>Reads the value of one pickle; the stream then stands behind it.</summary>
    /// <param name="stream">A stream whose length is known.</param>
    /// <param name="path">The file it is from, for messages.</param>
    /// <param name="globals">The Python names that it may mention.</param>
    /// <param name="persistent">Makes a value of an id that stands for data outside of the pickle; null: such ids are refused.</param>
    /// <param name="limits">What the pickle may ask for; null: whatever memory it needs.</param>
    /// <exception cref="BadInputException">As <see cref="Read(string, PickleGlobals?)"/>.</exception>
    public static object? Read(
        Stream stream, string path, PickleGlobals globals, Func<object?, object?>? persistent = null, PickleLimits? limits = null)
    {
        var (budget, line) = limits ?? PickleLimits.None;
        try
        {
            return new PickleMachine(new PickleInput(stream, budget, line), globals, persistent, budget).Run();
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            string problem = $"cannot be read as a pickle of plain data, near byte {stream.Position}: {fault.Message}";
            throw new BadInputException(problem, Plain, path, inner: fault);
        }
        catch (IOException fault)
        {
            throw new BadInputException($"cannot be read ({fault.Message.TrimEnd('.')})", "check the disk", path, inner: fault);
        }
    }
}

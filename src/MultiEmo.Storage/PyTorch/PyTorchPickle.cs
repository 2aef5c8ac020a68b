using MultiEmo.Storage.Pickles;

namespace MultiEmo.Storage.PyTorch;

/// <summary>A pickle in a PyTorch file; its values are descriptions of tensors.</summary>
internal static class PyTorchPickle
{
    private const int LongestLine = 1000;

    /// <summary>Reads one pickle; the stream then stands behind it.</summary>
    /// <param name="stream">A stream whose length is known.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="budget">The memory that reading the file may take.</param>
    /// <param name="persistent">Makes a value of an id; null: ids are refused.</param>
    public static object? Read(Stream stream, string path, AllocationBudget budget, Func<object?, object?>? persistent = null)
        => PickleReader.Read(stream, path, PyTorchGlobals.All, persistent, new PickleLimits(budget, LongestLine));
}

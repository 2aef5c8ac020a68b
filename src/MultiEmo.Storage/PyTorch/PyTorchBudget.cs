using MultiEmo.Storage.Pickles;

namespace MultiEmo.Storage.PyTorch;

/// <summary>No file of PyTorch takes more memory than a few times its own size, whatever it holds.</summary>
internal static class PyTorchBudget
{
    // 20,000 tensors of a single number each, as PyTorch 1.13 saves them, take 7.4 times their size; real networks once or twice.
    private const int Times = 8;
    private const long Least = 1 << 20;

    /// <summary>The budget of a file, which begins now.</summary>
    /// <param name="fileLength">Its size in bytes.</param>
    public static AllocationBudget Of(long fileLength)
        => new(Math.Max(Least, Times * fileLength), $"what it holds takes more than {Times} times the {fileLength} bytes of the file");
}

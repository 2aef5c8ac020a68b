using System.IO.Compression;
using System.Text;
using MultiEmo.Conversations;
using MultiEmo.Storage.Pickles;

namespace MultiEmo.Storage.PyTorch;

/// <summary>
/// The format since PyTorch 1.6: a zip whose folder holds <c>data.pkl</c>, the values of each storage as <c>data/KEY</c>, and
/// <c>byteorder</c> since 2.1.
/// </summary>
internal static class PyTorchZip
{
    private const string Pickle = "data.pkl";

    /// <summary>Reads the tensors.</summary>
    /// <exception cref="InvalidDataException">Another zip, a damaged one, or one that holds more than tensors.</exception>
    public static IReadOnlyDictionary<string, StoredTensor> Read(Stream stream, string path, AllocationBudget budget)
    {
        using var archive = Open(new BudgetedStream(stream, budget));
        string root = Root(archive);
        bool bigEndian = IsBigEndian(archive, root, budget);
        using var pickle = new MemoryStream(Content(archive.GetEntry(root + Pickle)!, stream.Length, budget));
        object? value = PyTorchPickle.Read(pickle, path, budget, PyTorchStorage.Of);
        return new PyTorchValues(budget, storage => Values(archive, root, storage, budget), bigEndian).Read(value);
    }

    // What the archive throws depends on where the damage is.
    private static ZipArchive Open(Stream stream)
    {
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Count > 0 ? archive : throw new InvalidDataException("the zip is empty");
        }
        catch (Exception fault) when (fault is ArgumentException or OverflowException or NotSupportedException)
        {
            throw new InvalidDataException($"the zip is damaged ({fault.Message})", fault);
        }
    }

    private static string Root(ZipArchive archive)
    {
        var pickle = archive.Entries.FirstOrDefault(entry => entry.Name == Pickle)
            ?? throw new InvalidDataException($"it is a zip, but not of PyTorch: it has no {Pickle}");
        return pickle.FullName[..^Pickle.Length];
    }

    private static bool IsBigEndian(ZipArchive archive, string root, AllocationBudget budget)
    {
        const int longest = 16;
        if (archive.GetEntry(root + "byteorder") is not { } entry) return false;
        string order = Encoding.Latin1.GetString(Content(entry, longest, budget));
        return order == "big" || (order == "little" ? false : throw new InvalidDataException($"its byte order is {Spelling.Quoted(order)}"));
    }

    private static byte[] Values(ZipArchive archive, string root, PyTorchStorage storage, AllocationBudget budget)
    {
        var entry = archive.GetEntry($"{root}data/{storage.Key}") ?? throw new InvalidDataException($"storage '{storage.Key}' is missing");
        if (entry.Length != storage.Bytes)
            throw new InvalidDataException($"storage '{storage.Key}' has {entry.Length} bytes, not {storage.Bytes}");
        return Content(entry, storage.Bytes, budget);
    }

    private static byte[] Content(ZipArchiveEntry entry, long most, AllocationBudget budget)
    {
        if (entry.Length > Math.Min(most, Array.MaxLength)) throw new InvalidDataException($"{entry.Name} has {entry.Length} bytes");
        budget.Take(entry.Length);
        var content = new byte[entry.Length];
        using var stream = Opened(entry);
        stream.ReadExactly(content);
        return content;
    }

    private static Stream Opened(ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (Exception fault) when (fault is ArgumentException or OverflowException or NotSupportedException)
        {
            throw new InvalidDataException($"the zip is damaged ({fault.Message})", fault);
        }
    }
}

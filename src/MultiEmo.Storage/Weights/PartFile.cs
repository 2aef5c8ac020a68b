using MultiEmo.Conversations;

namespace MultiEmo.Storage.Weights;

/// <summary>
/// What has come of a file so far, beside its final name, and the server's mark of the version that it is a part of; one program writes it.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;

    /// <summary>Opens or makes the part.</summary>
    /// <exception cref="BadInputException">Another program writes it, or it cannot be written.</exception>
    public PartFile(string path)
    {
        this.path = path;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1 << 16);
            stream.Seek(0, SeekOrigin.End);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            string problem = $"cannot be written ({fault.Message.TrimEnd('.')})";
            throw new BadInputException(problem, "wait for another pull that writes it, or check the permission to write there", path, inner: fault);
        }
    }

    /// <summary>Bytes so far.</summary>
    public long Length => stream.Length;

    /// <summary>The server's mark of the version: an entity tag or a date; null when it gave none.</summary>
    public string? Mark
    {
        get => File.Exists(MarkOf(path)) ? File.ReadAllText(MarkOf(path)) : null;
        set
        {
            if (value is null) AtomicFile.Delete(MarkOf(path));
            else AtomicFile.WriteText(MarkOf(path), value);
        }
    }

    /// <summary>Removes a part and its mark.</summary>
    public static void Delete(string path)
    {
        AtomicFile.Delete(path);
        AtomicFile.Delete(MarkOf(path));
    }

    /// <summary>Gives the part its final name.</summary>
    /// <exception cref="BadInputException">It cannot.</exception>
    public static void Finish(string path, string final)
    {
        AtomicFile.Guard(final, () => File.Move(path, final, overwrite: true));
        AtomicFile.Delete(MarkOf(path));
    }

    /// <summary>Starts again from nothing.</summary>
    public void Clear() => AtomicFile.Guard(path, () => stream.SetLength(0));

    /// <summary>Adds what came.</summary>
    /// <exception cref="BadInputException">The disk is full.</exception>
    public void Append(ReadOnlyMemory<byte> bytes) => AtomicFile.Guard(path, () => stream.Write(bytes.Span));

    /// <summary>Makes sure that all of it is on the disk.</summary>
    public void Flush() => AtomicFile.Guard(path, () => stream.Flush(flushToDisk: true));

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static string MarkOf(string path) => path + ".mark";
}

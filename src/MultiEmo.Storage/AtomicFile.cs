using System.Text;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>Files that are there whole or not at all, whenever the program is killed.</summary>
public static class AtomicFile
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = 112;

    /// <summary>Writes under a temporary name in the same folder (made if missing), flushes to disk and moves the file over its name.</summary>
    /// <param name="path">Where the file shall be; an older one is replaced.</param>
    /// <param name="write">Writes the content; what it throws leaves the older file as it was.</param>
    /// <exception cref="BadInputException">The disk is full or the folder must not be written.</exception>
    public static void Write(string path, Action<Stream> write) => WriteOver(path, path + ".tmp", write);

    /// <summary>As <see cref="Write"/>, where other programs may write the same file at the same time: the last one's stays.</summary>
    /// <exception cref="BadInputException">The disk is full or the folder must not be written.</exception>
    public static void WriteShared(string path, Action<Stream> write) => WriteOver(path, $"{path}.{Path.GetRandomFileName()}.tmp", write);

    /// <summary>Writes text as UTF-8 without byte order mark.</summary>
    /// <exception cref="BadInputException">The disk is full or the folder must not be written.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Does something to a file; what the disk has against it is told as <see cref="Write"/> does.</summary>
    /// <exception cref="BadInputException">The disk is full or the folder must not be written.</exception>
    public static void Guard(string path, Action act)
    {
        try
        {
            act();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Explain(path, fault);
        }
    }

    internal static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"cannot be deleted ({fault.Message.TrimEnd('.')})", "check the permission to write there", path,
                inner: fault);
        }
    }

    private static void WriteOver(string path, string temporary, Action<Stream> write)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            WriteThrough(temporary, write);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception fault)
        {
            Remove(temporary);
            if (fault is IOException or UnauthorizedAccessException) throw Explain(path, fault);
            throw;
        }
    }

    private static void WriteThrough(string path, Action<Stream> write)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    // What cannot be removed is overwritten by the next attempt; the first fault is the one to tell.
    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    private static BadInputException Explain(string path, Exception fault)
    {
        bool full = (fault.HResult & 0xFFFF) == (OperatingSystem.IsWindows() ? NoSpaceOnWindows : NoSpaceOnUnix);
        string problem = full ? "cannot be written: the disk is full" : $"cannot be written ({fault.Message.TrimEnd('.')})";
        string remedy = full
            ? "free some space and repeat the command"
            : "check the path and the permission to write there, or choose another folder";
        return new BadInputException(problem, remedy, path, inner: fault);
    }
}

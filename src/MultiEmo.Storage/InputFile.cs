using System.Security.Cryptography;
using MultiEmo.Conversations;

namespace MultiEmo.Storage;

/// <summary>Opening files that may not be there.</summary>
public static class InputFile
{
    /// <summary>Opens a file for reading, for other readers too.</summary>
    /// <exception cref="BadInputException">It is missing, a folder, or must not be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            if (Directory.Exists(path)) throw new BadInputException("is a folder where a file is needed", "name the file inside it", path);
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException("there is no such file", Missing(path), path, inner: fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, fault);
        }
    }

    /// <summary>The SHA-256 of a file in lower-case hex.</summary>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public static string Sha256(string path)
    {
        using var stream = Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>All bytes of a file.</summary>
    /// <exception cref="BadInputException">It cannot be read, or is larger than an array can be.</exception>
    public static byte[] ReadAll(string path)
    {
        using var stream = Open(path);
        if (stream.Length > Array.MaxLength) throw new BadInputException("is larger than 2 GiB", "is it the right file?", path);
        var bytes = new byte[stream.Length];
        ReadExactly(stream, bytes, path);
        return bytes;
    }

    /// <summary>Fills a buffer from the stream's position.</summary>
    /// <exception cref="BadInputException">The file ends before, or the disk fails.</exception>
    public static void ReadExactly(Stream stream, Span<byte> buffer, string path)
    {
        try
        {
            stream.ReadExactly(buffer);
        }
        catch (IOException fault)
        {
            throw Unreadable(path, fault);
        }
    }

    private static BadInputException Unreadable(string path, Exception fault)
        => new($"cannot be read ({fault.Message.TrimEnd('.')})", "check the path and the permission to read it", path, inner: fault);

    private static string Missing(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        if (!Directory.Exists(folder)) return $"there is no folder {folder} either";
        string? near = Spelling.Nearest(Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)));
        return near is null ? "check the path" : $"did you mean '{near}'?";
    }
}

namespace MultiEmo.Audio.Wav;

/// <summary>Opening a file that may not be there.</summary>
internal static class SoundFile
{
    /// <summary>Opens it unbuffered, for other readers and a writer too: a recording may still be going on.</summary>
    /// <exception cref="AudioFormatException">It is missing, a folder, or must not be read.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path)) throw new AudioFormatException(path, "is a folder where a file is needed", "name the file inside it");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new AudioFormatException(path, "there is no such file", "check the path", inner: fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unreadable(path, fault);
        }
    }

    /// <summary>The error for a file that the system refuses to read.</summary>
    public static AudioFormatException Unreadable(string path, Exception fault, long? position = null)
        => new(path, $"cannot be read ({fault.Message.TrimEnd('.')})", "check the path, the permission to read it and the disk", position, fault);
}

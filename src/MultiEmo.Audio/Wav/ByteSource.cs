namespace MultiEmo.Audio.Wav;

/// <summary>A stream with one buffer that is looked into before it is consumed; works the same on streams that cannot seek.</summary>
/// <param name="stream">Read from where it stands; positions count from there.</param>
/// <param name="name">What errors call it.</param>
internal sealed class ByteSource(Stream stream, string name)
{
    /// <summary>Bytes that can be looked at once: more than one frame of any WAV file, whose size is written in 16 bits.</summary>
    public const int Capacity = 1 << 16;

    private readonly byte[] buffer = new byte[Capacity];
    private readonly long origin = stream.CanSeek ? stream.Position : 0;
    private int start, end;

    /// <summary>What errors call it.</summary>
    public string Name => name;

    /// <summary>Bytes consumed so far.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes from here to the end; null where the stream cannot tell.</summary>
    public long? Remaining => stream.CanSeek ? Math.Max(0, stream.Length - origin - Position) : null;

    /// <summary>The next bytes without consuming them: as many as asked for, at most <see cref="Capacity"/>, fewer only before the end.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (end - start < count) Fill(count);
        return buffer.AsSpan(start, Math.Min(count, end - start));
    }

    /// <summary>Goes on by so many bytes, or to the end.</summary>
    public void Skip(long count)
    {
        var held = (int)Math.Min(count, end - start);
        start += held;
        Position += held;
        if (held == count) return;
        if (stream.CanSeek) Seek(count - held);
        else SkipByReading(count - held);
    }

    /// <summary>An error of this file.</summary>
    public AudioFormatException Fault(string problem, string remedy, long? position = null) => new(name, problem, remedy, position);

    // Not beyond the end, where some streams refuse to go.
    private void Seek(long count)
    {
        Position = Math.Max(Position, Math.Min(Position + count, stream.Length - origin));
        stream.Position = origin + Position;
    }

    private void SkipByReading(long count)
    {
        while (count > 0 && Peek(1).Length > 0)
        {
            var held = (int)Math.Min(count, end - start);
            start += held;
            Position += held;
            count -= held;
        }
    }

    // Bytes still wanted move to the front, then as much as fits is read, so that large reads stay large.
    private void Fill(int count)
    {
        buffer.AsSpan(start..end).CopyTo(buffer);
        (start, end) = (0, end - start);
        while (end < count && ReadOnce() is > 0 and var read)
            end += read;
    }

    private int ReadOnce()
    {
        try
        {
            return stream.Read(buffer.AsSpan(end));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw SoundFile.Unreadable(name, fault, Position);
        }
    }
}

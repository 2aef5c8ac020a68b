namespace MultiEmo.Audio.Wav;

/// <summary>The samples of a WAV file as bytes, in blocks of whole frames; ends at the size announced or where the file does.</summary>
internal sealed class WavData
{
    private readonly ByteSource source;
    private readonly long start;
    private readonly bool isOpen;
    private long left;

    /// <summary>Begins at the first sample, where the source must stand.</summary>
    public WavData(ByteSource source, WavHeader header)
    {
        (this.source, Format, start, isOpen) = (source, header.Format, source.Position, header.DataBytes is null);
        var there = source.Remaining;
        Frames = (there, header.DataBytes) is (null, null) ? -1 : WholeFrames(Math.Min(there ?? long.MaxValue, header.DataBytes ?? long.MaxValue));
        IsMeasured = there is not null;
        left = header.DataBytes is { } announced ? WholeFrames(announced) * Format.FrameBytes : long.MaxValue;
        Truncated = there < header.DataBytes || (isOpen && there % Format.FrameBytes > 0);
    }

    /// <summary>How the samples lie in the bytes.</summary>
    public WavFormat Format { get; }

    /// <summary>Frames there are, or that are announced where it cannot be measured; -1 for neither.</summary>
    public long Frames { get; }

    /// <summary>Whether <see cref="Frames"/> are there, not merely announced.</summary>
    public bool IsMeasured { get; }

    /// <summary>Whether the last frame was handed out.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whether the file ends before the size it announces, or within a frame where it announces none.</summary>
    public bool Truncated { get; private set; }

    /// <summary>The next frames, at most so many; none at the end. Good until the next call.</summary>
    public ReadOnlySpan<byte> Next(int frames)
    {
        var wanted = Math.Min(Math.Min(frames, WholeFrames(ByteSource.Capacity)) * Format.FrameBytes, left);
        var bytes = source.Peek((int)wanted);
        if (bytes.Length < wanted) bytes = Last(bytes);
        source.Skip(bytes.Length);
        left -= bytes.Length;
        Ended |= bytes.IsEmpty;
        return bytes;
    }

    /// <summary>Goes on by so many frames without handing them out, or to the last.</summary>
    /// <returns>How many there were.</returns>
    public long Skip(long frames)
    {
        var wanted = Math.Min(frames, WholeFrames(Math.Min(left, source.Remaining ?? long.MaxValue))) * Format.FrameBytes;
        var begin = source.Position;
        source.Skip(wanted);
        left -= source.Position - begin;
        return WholeFrames(source.Position - begin);
    }

    /// <summary>Byte of the file where a frame begins.</summary>
    public long Position(long frame) => start + (frame * Format.FrameBytes);

    private ReadOnlySpan<byte> Last(ReadOnlySpan<byte> bytes)
    {
        var whole = bytes[..(int)(WholeFrames(bytes.Length) * Format.FrameBytes)];
        Truncated |= !isOpen || whole.Length < bytes.Length;
        return whole;
    }

    private long WholeFrames(long bytes) => bytes / Format.FrameBytes;
}

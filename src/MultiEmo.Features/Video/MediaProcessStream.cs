namespace MultiEmo.Features.Video;

/// <summary>What a process writes, as a stream to be read once.</summary>
/// <param name="process">The process; it stays the caller's.</param>
internal sealed class MediaProcessStream(MediaProcess process) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => process.Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => process.Read(buffer);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

namespace MultiEmo.Tests.Audio;

/// <summary>A stream that cannot seek, knows no length and gives a few bytes at a time.</summary>
internal sealed class WavPipe(byte[] bytes, int most = 7) : Stream
{
    private int at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int given = Math.Min(Math.Min(count, most), bytes.Length - at);
        bytes.AsSpan(at, given).CopyTo(buffer.AsSpan(offset));
        at += given;
        return given;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

using MultiEmo.Storage.Pickles;

namespace MultiEmo.Storage.PyTorch;

/// <summary>A file whose reader is stopped at its next look when it has taken more memory than it may; it stays open.</summary>
/// <param name="file">The file.</param>
/// <param name="budget">The memory that reading it may take.</param>
internal sealed class BudgetedStream(Stream file, AllocationBudget budget) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position { get => file.Position; set => file.Position = value; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        budget.Take(0);
        return file.Read(buffer);
    }

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void Flush() => file.Flush();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

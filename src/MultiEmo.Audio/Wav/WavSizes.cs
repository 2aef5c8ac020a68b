using System.Buffers.Binary;

namespace MultiEmo.Audio.Wav;

/// <summary>The sizes that a WAV file announces, some of them placeholders of a program that could not go back to fill them in.</summary>
/// <param name="riffSize">Size of the whole but for 8 bytes, as the header has it.</param>
internal sealed class WavSizes(uint riffSize)
{
    private const uint Open = uint.MaxValue;
    private const int ChunkHeaderBytes = 8, LargeBytes = 16;
    private long? large;

    /// <summary>Takes the size of the samples from a ds64 chunk, where RF64 and BW64 keep it in 64 bits; does not consume the chunk.</summary>
    public void ReadLarge(ByteSource source, uint size)
    {
        var chunk = source.Peek((int)Math.Min(size, LargeBytes));
        if (chunk.Length < LargeBytes) return;
        var bytes = BinaryPrimitives.ReadInt64LittleEndian(chunk[8..]);
        large = bytes > 0 ? bytes : null;
    }

    /// <summary>Bytes of samples for a data chunk that announces so many; null when they go on to the end of the file.</summary>
    public long? OfData(uint size, ByteSource source) => size switch
    {
        Open => large,
        0 => IsFollowedByChunk(source) ? 0 : null,
        _ when IsPlaceholder(size) && size > (source.Remaining ?? 0) => null,
        _ => size,
    };

    // What programs write who cannot know: about 2 GiB or about 4 GiB, less a header.
    private static bool IsPlaceholder(uint size) => size is >= 0x7FFFF000 and <= 0x80000000 or >= 0xFFFFF000;

    // A data chunk of size 0 is truly empty when the size of the whole, if it was filled in, has room for the chunk that seems to follow.
    private bool IsFollowedByChunk(ByteSource source)
    {
        var next = source.Peek(ChunkHeaderBytes);
        if (riffSize == Open || next.Length < ChunkHeaderBytes || next[..4].ContainsAnyExceptInRange((byte)' ', (byte)'~')) return false;
        var end = source.Position + ChunkHeaderBytes + BinaryPrimitives.ReadUInt32LittleEndian(next[4..]);
        return end <= riffSize + (long)ChunkHeaderBytes;
    }
}

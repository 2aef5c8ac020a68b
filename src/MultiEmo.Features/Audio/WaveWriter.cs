using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MultiEmo.Features.Audio;

/// <summary>Writes samples as a WAV file of one channel.</summary>
internal static class WaveWriter
{
    private const int Head = 44;
    private const short Integers = 1, Floats = 3;

    /// <summary>Writes a file of 32-bit floats.</summary>
    /// <param name="path">Where.</param>
    /// <param name="rate">Samples per second.</param>
    /// <param name="blocks">The samples.</param>
    public static void Write(string path, int rate, IEnumerable<ReadOnlyMemory<float>> blocks)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        stream.Write(new byte[Head]);
        foreach (var block in blocks) stream.Write(MemoryMarshal.AsBytes(block.Span));
        byte[] head = Header(Floats, sizeof(float), rate, checked((int)(stream.Length - Head)));
        stream.Position = 0;
        stream.Write(head);
    }

    /// <summary>Writes a file of 16-bit integers.</summary>
    /// <param name="path">Where.</param>
    /// <param name="rate">Samples per second.</param>
    /// <param name="samples">The samples.</param>
    public static void Write(string path, int rate, ReadOnlySpan<short> samples)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        var bytes = MemoryMarshal.AsBytes(samples);
        stream.Write(Header(Integers, sizeof(short), rate, bytes.Length));
        stream.Write(bytes);
    }

    private static byte[] Header(short format, int sampleBytes, int rate, int bytes)
    {
        var head = new byte[Head];
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), bytes + Head - 8);
        "WAVEfmt "u8.CopyTo(head.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(20), format);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), rate * sampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(32), (short)sampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(34), (short)(8 * sampleBytes));
        "data"u8.CopyTo(head.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(40), bytes);
        return head;
    }
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MultiEmo.Features.Audio;

/// <summary>Writes samples as a WAV file of 32-bit floats in one channel.</summary>
internal static class WaveWriter
{
    private const int Head = 44, SampleBytes = sizeof(float);
    private const short Floats = 3;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="rate">Samples per second.</param>
    /// <param name="blocks">The samples.</param>
    public static void Write(string path, int rate, IEnumerable<ReadOnlyMemory<float>> blocks)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        stream.Write(new byte[Head]);
        foreach (var block in blocks) stream.Write(MemoryMarshal.AsBytes(block.Span));
        byte[] head = Header(rate, checked((int)(stream.Length - Head)));
        stream.Position = 0;
        stream.Write(head);
    }

    private static byte[] Header(int rate, int bytes)
    {
        var head = new byte[Head];
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), bytes + Head - 8);
        "WAVEfmt "u8.CopyTo(head.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(20), Floats);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), rate * SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(32), SampleBytes);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(34), 8 * SampleBytes);
        "data"u8.CopyTo(head.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(40), bytes);
        return head;
    }
}

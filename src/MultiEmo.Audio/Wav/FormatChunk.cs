using System.Buffers.Binary;

namespace MultiEmo.Audio.Wav;

/// <summary>
/// The fmt chunk: code (2 bytes), channels (2), rate (4), bytes per second (4, not needed), bytes per frame (2), bits per sample (2); an EXTENSIBLE
/// one goes on to 40 bytes and has the code at byte 24.
/// </summary>
internal static class FormatChunk
{
    private const int PlainBytes = 16, ExtensibleBytes = 40;

    /// <summary>What a subformat ends in that stands for a plain code: the GUID xxxxxxxx-0000-0010-8000-00AA00389B71 but for 2 bytes.</summary>
    private static ReadOnlySpan<byte> SubformatTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <summary>Reads it without consuming it.</summary>
    /// <exception cref="AudioFormatException">It is too short, contradicts itself, or names a coding other than PCM and float.</exception>
    public static WavFormat Read(ByteSource source, uint size)
    {
        var chunk = source.Peek((int)Math.Min(size, ExtensibleBytes));
        if (chunk.Length < PlainBytes) throw TooShort(source, chunk.Length, PlainBytes);
        var isFloat = Code(source, chunk) == Codec.Float;
        int channels = Word(chunk, 2), frameBytes = Word(chunk, 12), bits = Word(chunk, 14);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        if (channels == 0) throw source.Fault("has zero channels", ForeignFile.AnotherCopy, source.Position + 2);
        if (rate is 0 or > int.MaxValue) throw source.Fault($"has a sampling rate of {rate} Hz", ForeignFile.AnotherCopy, source.Position + 4);
        if (!(isFloat ? bits is 32 or 64 : bits is >= 1 and <= 32)) throw OtherBits(source, bits, isFloat);
        var format = new WavFormat((int)rate, channels, bits, (bits + 7) / 8, isFloat);
        if (frameBytes == format.FrameBytes) return format;
        var low24 = format with { SampleBytes = 4 };
        return low24.IsLow24 && frameBytes == low24.FrameBytes ? low24 : throw OtherFrame(source, format, frameBytes);
    }

    private static int Code(ByteSource source, ReadOnlySpan<byte> chunk)
    {
        var code = Word(chunk, 0);
        if (code == Codec.Extensible) code = Subformat(source, chunk);
        if (code is Codec.Pcm or Codec.Float) return code;
        throw source.Fault($"is coded as {Codec.Name(code)}, and only PCM and float can be read", ForeignFile.Convert(source.Name), source.Position);
    }

    private static int Subformat(ByteSource source, ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < ExtensibleBytes) throw TooShort(source, chunk.Length, ExtensibleBytes);
        if (chunk[26..].SequenceEqual(SubformatTail)) return Word(chunk, 24);
        throw source.Fault($"is coded as {new Guid(chunk[24..])}, and only PCM and float can be read", ForeignFile.Convert(source.Name),
            source.Position + 24);
    }

    private static int Word(ReadOnlySpan<byte> chunk, int at) => BinaryPrimitives.ReadUInt16LittleEndian(chunk[at..]);

    private static AudioFormatException TooShort(ByteSource source, int bytes, int needed)
        => source.Fault($"has a fmt chunk of {bytes} bytes where {needed} are needed", ForeignFile.AnotherCopy, source.Position);

    private static AudioFormatException OtherBits(ByteSource source, int bits, bool isFloat)
        => source.Fault($"has {(isFloat ? "floats" : "integers")} of {bits} bits, and only {(isFloat ? "32 and 64" : "1 to 32")} can be read",
            ForeignFile.Convert(source.Name), source.Position + 14);

    private static AudioFormatException OtherFrame(ByteSource source, WavFormat format, int frameBytes)
        => source.Fault($"announces frames of {frameBytes} bytes where {format.Channels} x {format.Bits} bits take {format.FrameBytes}",
            ForeignFile.AnotherCopy, source.Position + 12);
}

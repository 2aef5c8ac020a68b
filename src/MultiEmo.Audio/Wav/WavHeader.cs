using System.Buffers.Binary;

namespace MultiEmo.Audio.Wav;

/// <summary>What a WAV file says before its samples: the chunks up to the samples, in any order, those unknown left out.</summary>
/// <param name="Format">How the samples lie in the bytes.</param>
/// <param name="DataBytes">Bytes of samples; null when the file leaves it open, as programs do that write to a pipe.</param>
/// <remarks>RIFF as in "Multimedia Programming Interface and Data Specifications 1.0" (1991); RF64 and BW64 as in ITU-R BS.2088.</remarks>
internal sealed record WavHeader(WavFormat Format, long? DataBytes)
{
    private const int RiffHeaderBytes = 12, ChunkHeaderBytes = 8;

    /// <summary>Reads it and leaves the source at the first sample.</summary>
    /// <exception cref="AudioFormatException">It is no WAV file, or one without what it takes to read it.</exception>
    public static WavHeader Read(ByteSource source)
    {
        var head = source.Peek(ForeignFile.BytesToLookAt);
        if (!IsWav(head)) throw ForeignFile.Fault(source.Name, head);
        var sizes = new WavSizes(BinaryPrimitives.ReadUInt32LittleEndian(head[4..]));
        source.Skip(RiffHeaderBytes);
        WavFormat? format = null;
        while (true)
        {
            var chunk = source.Peek(ChunkHeaderBytes);
            if (chunk.Length < ChunkHeaderBytes) throw WithoutData(source, format);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            bool isFormat = chunk.StartsWith("fmt "u8), isData = chunk.StartsWith("data"u8), isLarge = chunk.StartsWith("ds64"u8);
            source.Skip(ChunkHeaderBytes);
            if (isData) return new WavHeader(format ?? throw DataBeforeFormat(source), sizes.OfData(size, source));
            if (isFormat) format ??= FormatChunk.Read(source, size);
            if (isLarge) sizes.ReadLarge(source, size);
            SkipChunk(source, size);
        }
    }

    private static bool IsWav(ReadOnlySpan<byte> head) => head.Length >= RiffHeaderBytes && head[8..].StartsWith("WAVE"u8)
        && (head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8));

    // A chunk of odd size is followed by a byte of padding, which some programs forget.
    private static void SkipChunk(ByteSource source, uint size)
    {
        source.Skip(size);
        if (size % 2 == 0) return;
        var next = source.Peek(4);
        if (!next.SequenceEqual("fmt "u8) && !next.SequenceEqual("data"u8)) source.Skip(1);
    }

    private static AudioFormatException WithoutData(ByteSource source, WavFormat? format)
        => source.Fault($"has no {(format is null ? "fmt" : "data")} chunk", ForeignFile.AnotherCopy, source.Position);

    private static AudioFormatException DataBeforeFormat(ByteSource source)
        => source.Fault("has no fmt chunk before its data chunk", ForeignFile.AnotherCopy, source.Position - ChunkHeaderBytes);
}

using System.Buffers.Binary;
using System.Text;

namespace MultiEmo.Tests.Audio;

/// <summary>Writes WAV files of every kind the reader knows, and of kinds it must refuse.</summary>
internal sealed record WavBytes
{
    private static readonly byte[] SubformatTail = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    public string Riff { get; init; } = "RIFF";

    public int Rate { get; init; } = 16000;

    public int Channels { get; init; } = 1;

    public int Bits { get; init; } = 16;

    public bool IsFloat { get; init; }

    public bool IsExtensible { get; init; }

    /// <summary>The code of the fmt chunk where it is to differ from the samples.</summary>
    public int? Code { get; init; }

    /// <summary>Bytes of a sample; 4 with 24 bits puts them in the low ones.</summary>
    public int? SampleBytes { get; init; }

    /// <summary>What the fmt chunk says of it.</summary>
    public int? FrameBytes { get; init; }

    /// <summary>Cuts the fmt chunk to so many bytes, or fills it up with zeros.</summary>
    public int? FormatBytes { get; init; }

    /// <summary>Announced instead of the true size of the whole.</summary>
    public uint? RiffSize { get; init; }

    /// <summary>Announced instead of the true size of the samples.</summary>
    public uint? DataSize { get; init; }

    /// <summary>Chunks before fmt, between fmt and data, and whatever after the data.</summary>
    public byte[] First { get; init; } = [];

    public byte[] Middle { get; init; } = [];

    public byte[] Last { get; init; } = [];

    private int Width => SampleBytes ?? (Bits + 7) / 8;

    /// <summary>A chunk, padded to an even size.</summary>
    public static byte[] Chunk(string id, byte[] content, uint? size = null)
        => [.. Encoding.ASCII.GetBytes(id), .. Four(size ?? (uint)content.Length), .. content, .. new byte[content.Length % 2]];

    /// <summary>The ds64 chunk of RF64 and BW64.</summary>
    public static byte[] Large(ulong bytes)
        => Chunk("ds64", [.. BitConverter.GetBytes(bytes + 80), .. BitConverter.GetBytes(bytes), .. BitConverter.GetBytes(bytes / 2), 0, 0, 0, 0]);

    /// <summary>The file; samples of all channels in turn, integers as they are (8 bits from -128), floats as they are.</summary>
    public byte[] Of(params double[] samples)
    {
        byte[] data = [.. samples.SelectMany(Sample)];
        byte[] body = [.. "WAVE"u8, .. First, .. Chunk("fmt ", Format()), .. Middle, .. Chunk("data", data, DataSize), .. Last];
        return [.. Encoding.ASCII.GetBytes(Riff), .. Four(RiffSize ?? (uint)body.Length), .. body];
    }

    private static byte[] Two(int value) => BitConverter.GetBytes((ushort)value);

    private static byte[] Four(uint value) => BitConverter.GetBytes(value);

    private byte[] Format()
    {
        int code = Code ?? (IsFloat ? 3 : 1), frame = FrameBytes ?? Channels * Width;
        byte[] rates = [.. Four((uint)Rate), .. Four((uint)(Rate * frame))];
        byte[] plain = [.. Two(IsExtensible ? 0xFFFE : code), .. Two(Channels), .. rates, .. Two(frame), .. Two(Bits)];
        byte[] all = IsExtensible ? [.. plain, .. Two(22), .. Two(Bits), 0, 0, 0, 0, .. Two(code), .. SubformatTail] : plain;
        Array.Resize(ref all, FormatBytes ?? all.Length);
        return all;
    }

    private byte[] Sample(double value)
    {
        if (IsFloat) return Bits == 32 ? BitConverter.GetBytes((float)value) : BitConverter.GetBytes(value);
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)value + (Width == 1 ? 128 : 0));
        return bytes[..Width];
    }
}

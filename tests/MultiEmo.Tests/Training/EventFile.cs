using System.Buffers.Binary;
using MultiEmo.Storage;

namespace MultiEmo.Tests.Training;

/// <summary>TensorBoard's files: records of a length, its check sum, the bytes and theirs (masked CRC-32C).</summary>
public static class EventFile
{
    /// <summary>The number of records in a seed's one file of events; each length and check sum is tested.</summary>
    public static int Count(SeedFolder seed)
    {
        var file = File.ReadAllBytes(Assert.Single(Directory.GetFiles(seed.Events))).AsSpan();
        int records = 0;
        for (; file.Length > 0; records++)
        {
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file));
            Assert.Equal(Masked(file[..8]), BinaryPrimitives.ReadUInt32LittleEndian(file[8..]));
            Assert.Equal(Masked(file.Slice(12, length)), BinaryPrimitives.ReadUInt32LittleEndian(file[(12 + length)..]));
            file = file[(16 + length)..];
        }
        return records;
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0x82F63B78);
        }
        crc = ~crc;
        return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8);
    }
}

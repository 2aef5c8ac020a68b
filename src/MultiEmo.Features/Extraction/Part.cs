using System.Runtime.InteropServices;
using System.Text;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Extraction;

/// <summary>The finished rows of one item, as a file that is read row by row: an hour of contours is larger than memory should be.</summary>
internal sealed class Part : IDisposable
{
    /// <summary>What such a file begins with.</summary>
    public const string Mark = "multiemo part 2";

    private readonly BinaryReader reader;
    private readonly string path;
    private readonly long first;

    private Part(string path)
    {
        this.path = path;
        reader = new BinaryReader(InputFile.Open(path), Encoding.UTF8);
        try
        {
            if (reader.ReadString() != Mark) throw Damaged();
            (Key, State) = (reader.ReadString(), reader.ReadString());
            (Period, Width, Rows) = (reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt64());
            first = reader.BaseStream.Position;
            (Remark, Attachment) = ReadEnd();
        }
        catch (Exception fault) when (fault is IOException or FormatException or DecoderFallbackException)
        {
            throw Damaged();
        }
    }

    /// <summary>Which item it is.</summary>
    public string Key { get; }

    /// <summary>Which state of the item's source it belongs to.</summary>
    public string State { get; }

    /// <summary>Seconds from one row to the next; 0 where rows are no frames.</summary>
    public double Period { get; }

    /// <summary>Values of a row.</summary>
    public int Width { get; }

    /// <summary>Rows: one vector, or one per frame or text; none where the item does not hold what is looked for, as the remark says.</summary>
    public long Rows { get; }

    /// <summary>What is to be told of the item; null when nothing is.</summary>
    public string? Remark { get; }

    /// <summary>What else the item came with; empty: nothing.</summary>
    public byte[] Attachment { get; }

    private long Bytes => Rows * Width * sizeof(float);

    /// <summary>Opens a part.</summary>
    /// <exception cref="BadInputException">The file is damaged.</exception>
    public static Part Open(string path) => new(path);

    /// <summary>Reads the next row.</summary>
    /// <param name="row">Width values.</param>
    public void Read(Span<float> row)
    {
        var bytes = MemoryMarshal.AsBytes(row);
        if (reader.BaseStream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) throw Damaged();
    }

    /// <summary>Reads one row.</summary>
    public float[] ReadRow(int row)
    {
        var values = new float[Width];
        reader.BaseStream.Position = first + ((long)row * Width * sizeof(float));
        Read(values);
        return values;
    }

    /// <summary>Copies all rows as they lie in the file, little-endian float32.</summary>
    public void CopyTo(Stream stream)
    {
        reader.BaseStream.Position = first;
        var block = new byte[1 << 16];
        for (long left = Bytes; left > 0;)
        {
            int count = reader.BaseStream.Read(block, 0, (int)Math.Min(left, block.Length));
            if (count == 0) throw Damaged();
            stream.Write(block, 0, count);
            left -= count;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    // It stands behind the rows, where a file that was cut has nothing.
    private (string? Remark, byte[] Attachment) ReadEnd()
    {
        bool fits = Rows == 0 || (Rows > 0 && Width > 0 && Rows <= reader.BaseStream.Length / Width / sizeof(float));
        if (!fits) throw Damaged();
        reader.BaseStream.Position = first + Bytes;
        string remark = reader.ReadString();
        if (reader.ReadInt32() != reader.BaseStream.Length - reader.BaseStream.Position) throw Damaged();
        byte[] attachment = reader.ReadBytes((int)(reader.BaseStream.Length - reader.BaseStream.Position));
        reader.BaseStream.Position = first;
        return (remark.Length > 0 ? remark : null, attachment);
    }

    private BadInputException Damaged()
    {
        reader.Dispose();
        return new BadInputException("is no finished part of an extraction, or a damaged one", "delete it and repeat the command", path);
    }
}

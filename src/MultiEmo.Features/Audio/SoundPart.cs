using System.Runtime.InteropServices;
using System.Text;
using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Audio;

/// <summary>The finished features of one sound, as a file that is read row by row: an hour of contours is larger than memory should be.</summary>
internal sealed class SoundPart : IDisposable
{
    private readonly BinaryReader reader;
    private readonly string path;

    private SoundPart(string path)
    {
        this.path = path;
        reader = new BinaryReader(InputFile.Open(path), Encoding.UTF8);
        try
        {
            (Stamp, FramePeriod, Width, Rows) = (reader.ReadString(), reader.ReadDouble(), reader.ReadInt32(), reader.ReadInt64());
        }
        catch (Exception fault) when (fault is EndOfStreamException or FormatException or DecoderFallbackException)
        {
            throw Damaged();
        }
        if (Width < 1 || Rows < 0 || reader.BaseStream.Length - reader.BaseStream.Position != Rows * Width * sizeof(float)) throw Damaged();
    }

    /// <summary>Which state of the sound it belongs to.</summary>
    public string Stamp { get; }

    /// <summary>Seconds from one frame to the next.</summary>
    public double FramePeriod { get; }

    /// <summary>Values of a row.</summary>
    public int Width { get; }

    /// <summary>Rows: one of functionals, or one per frame.</summary>
    public long Rows { get; }

    /// <summary>Opens a part.</summary>
    /// <exception cref="BadInputException">The file is damaged.</exception>
    public static SoundPart Open(string path) => new(path);

    /// <summary>Writes a part, whole or not at all.</summary>
    /// <param name="path">Where.</param>
    /// <param name="stamp">Which state of the sound it belongs to.</param>
    /// <param name="framePeriod">Seconds from one frame to the next.</param>
    /// <param name="width">Values of a row.</param>
    /// <param name="rows">The rows; each is written before the next is asked for.</param>
    public static void Write(string path, string stamp, double framePeriod, int width, IEnumerable<float[]> rows) => AtomicFile.Write(path, stream =>
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(stamp);
        writer.Write(framePeriod);
        writer.Write(width);
        long place = stream.Position, count = 0;
        writer.Write(count);
        foreach (float[] row in rows)
        {
            writer.Write(MemoryMarshal.AsBytes(row.AsSpan(0, width)));
            count++;
        }
        writer.Flush();
        stream.Position = place;
        writer.Write(count);
    });

    /// <summary>Reads the next row.</summary>
    /// <param name="row">Width values.</param>
    public void Read(Span<float> row)
    {
        var bytes = MemoryMarshal.AsBytes(row);
        if (reader.BaseStream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) throw Damaged();
    }

    /// <summary>Copies all rows as they lie in the file, little-endian float32.</summary>
    public void CopyTo(Stream stream) => reader.BaseStream.CopyTo(stream);

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private BadInputException Damaged() => new("is no finished part of an extraction, or a damaged one", "delete it and repeat the command", path);
}

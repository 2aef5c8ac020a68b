using System.Runtime.InteropServices;
using System.Text;

namespace MultiEmo.Storage.Pickles;

/// <summary>The bytes of a pickle; a length that the rest of the file cannot fill is a fault before anything is allocated.</summary>
/// <param name="stream">A stream whose length is known.</param>
/// <param name="budget">The memory that its values may take.</param>
/// <param name="longestLine">Characters that a line may have.</param>
internal sealed class PickleInput(Stream stream, AllocationBudget budget, int longestLine)
{
    private const int Few = 256;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly long length = stream.Length;
    private readonly List<char> line = [];

    /// <summary>Bytes read so far, from the start of the stream.</summary>
    public long Position => stream.Position;

    public byte Byte()
    {
        int value = stream.ReadByte();
        return value >= 0 ? (byte)value : throw new InvalidDataException("it ends in the middle");
    }

    /// <summary>Whether so many bytes are left.</summary>
    public bool Has(long count) => count >= 0 && count <= length - stream.Position;

    public byte[] Bytes(long count)
    {
        if (!Has(count))
            throw new InvalidDataException($"it announces {(ulong)count} bytes where {length - stream.Position} are left");
        if (count > Array.MaxLength) throw new InvalidDataException("a single value is larger than 2 GiB");
        budget.Take(count);
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A little-endian number of 1 to 8 bytes; one of 8 with the highest bit set is negative.</summary>
    public long Unsigned(int bytes)
    {
        long value = 0;
        for (int shift = 0; shift < 8 * bytes; shift += 8) value |= (long)Byte() << shift;
        return value;
    }

    /// <summary>Text in UTF-8 of a length that comes first.</summary>
    public string Text(int lengthBytes)
    {
        try
        {
            return Decoded(Unsigned(lengthBytes), Utf8);
        }
        catch (ArgumentException)
        {
            throw new InvalidDataException("a text is not UTF-8");
        }
    }

    /// <summary>A Python 2 string, whose bytes are taken for characters as latin1 does.</summary>
    public string Latin1(int lengthBytes) => Decoded(Unsigned(lengthBytes), Encoding.Latin1);

    // The text of so many bytes takes twice as many more.
    private string Decoded(long count, Encoding encoding)
    {
        Span<byte> few = stackalloc byte[Few];
        if (Has(count) && count <= Few) stream.ReadExactly(few = few[..(int)count]);
        else few = Bytes(count);
        budget.Take(2L * few.Length);
        return encoding.GetString(few);
    }

    /// <summary>The characters up to the next line break, which is skipped, as latin1.</summary>
    public string Line()
    {
        line.Clear();
        ReadLine();
        return new string(CollectionsMarshal.AsSpan(line));
    }

    /// <summary>Two lines, a module and a name in it, with a point between them; good until the next line is read.</summary>
    public ReadOnlySpan<char> Name()
    {
        line.Clear();
        ReadLine();
        line.Add('.');
        ReadLine();
        return CollectionsMarshal.AsSpan(line);
    }

    private void ReadLine()
    {
        for (byte next = Byte(); next != '\n'; next = Byte())
        {
            if (line.Count >= longestLine) throw new InvalidDataException($"a line is longer than {longestLine} characters");
            line.Add((char)next);
        }
    }
}

using System.Runtime.InteropServices;
using System.Text;
using MultiEmo.Conversations;

namespace MultiEmo.Features.Extraction;

/// <summary>Takes the rows of an item as they are made, and writes them.</summary>
public sealed class PartWriter : IDisposable
{
    private readonly BinaryWriter writer;
    private readonly long head;

    /// <summary>Begins a part.</summary>
    /// <param name="stream">Where; stays open.</param>
    /// <param name="key">Which item it is.</param>
    /// <param name="state">Which state of its source.</param>
    internal PartWriter(Stream stream, string key, string state)
    {
        writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Part.Mark);
        writer.Write(key);
        writer.Write(state);
        writer.Flush();
        head = stream.Position;
        WriteHead();
    }

    /// <summary>Values of a row; known with the first.</summary>
    public int Width { get; private set; }

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Seconds from one row to the next; 0 where rows are no frames.</summary>
    public double Period { get; set; }

    /// <summary>What is to be told of the item, a clause: how much of it was used, or, without any row, what it lacks; null: nothing.</summary>
    public string? Remark { get; set; }

    /// <summary>What else is to be kept with the item, in its maker's own form; empty: nothing.</summary>
    public byte[] Attachment { get; set; } = [];

    /// <summary>Whether NaN stands for a value that the item does not have; else it is a fault.</summary>
    public bool MayBeBlank { get; set; }

    /// <summary>Writes the next row.</summary>
    /// <param name="row">Finite values, or blanks where there may be some, as many as in the rows before.</param>
    /// <exception cref="BadInputException">A value is infinite or no number.</exception>
    public void Write(ReadOnlySpan<float> row)
    {
        if (Rows == 0) Width = row.Length;
        if (row.Length != Width || Width == 0) throw new ArgumentException($"a row of {row.Length} values among rows of {Width}", nameof(row));
        foreach (float value in row)
            if (!IsValue(value)) throw new BadInputException("gives a value that is no finite number", "look at the file: is it damaged?");
        writer.Write(MemoryMarshal.AsBytes(row));
        Rows++;
    }

    /// <summary>Ends the part: what is known only now goes to its head and its end.</summary>
    public void Dispose()
    {
        writer.Write(Remark ?? "");
        writer.Write(Attachment.Length);
        writer.Write(Attachment);
        writer.Flush();
        writer.BaseStream.Position = head;
        WriteHead();
        writer.Dispose();
    }

    private bool IsValue(float value) => float.IsFinite(value) || (MayBeBlank && float.IsNaN(value));

    private void WriteHead()
    {
        writer.Write(Period);
        writer.Write(Width);
        writer.Write(Rows);
    }
}

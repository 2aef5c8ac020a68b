using Google.Protobuf;

namespace MultiEmo.Tests.Models.Faces;

/// <summary>Writes ONNX files, as far as a tiny network needs it: messages of protocol buffers, field by field.</summary>
public static class OnnxWriter
{
    private const int Float = 1;

    /// <summary>A network.</summary>
    /// <param name="nodes">What it computes.</param>
    /// <param name="constants">Its weights.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="outputs">Its outputs.</param>
    public static byte[] Model(byte[][] nodes, byte[][] constants, byte[][] inputs, byte[][] outputs)
    {
        byte[] graph = Message(
            [.. nodes.Select(node => Bytes(1, node)), Text(2, "tiny"), .. constants.Select(constant => Bytes(5, constant)),
                .. inputs.Select(input => Bytes(11, input)), .. outputs.Select(output => Bytes(12, output))]);
        return Message(Number(1, 8), Bytes(7, graph), Bytes(8, Message(Number(2, 13))));
    }

    /// <summary>An operation.</summary>
    public static byte[] Node(string operation, string[] inputs, string output, params byte[][] attributes) => Message(
        [.. inputs.Select(input => Text(1, input)), Text(2, output), Text(4, operation), .. attributes.Select(attribute => Bytes(5, attribute))]);

    /// <summary>An attribute that is a list of whole numbers.</summary>
    public static byte[] Attribute(string name, params long[] values) =>
        Message([Text(1, name), .. values.Select(value => Number(8, value)), Number(20, 7)]);

    /// <summary>Weights.</summary>
    public static byte[] Constant(string name, float[] values, params long[] shape) =>
        Message([.. shape.Select(size => Number(1, size)), Number(2, Float), Text(8, name), Bytes(9, [.. values.SelectMany(BitConverter.GetBytes)])]);

    /// <summary>An input or output; a size of -1 is left open.</summary>
    public static byte[] Value(string name, params long[] shape)
    {
        byte[] sizes = Message([.. shape.Select(size => Bytes(1, size < 0 ? Message(Text(2, "N")) : Message(Number(1, size))))]);
        return Message(Text(1, name), Bytes(2, Message(Bytes(1, Message(Number(1, Float), Bytes(2, sizes))))));
    }

    private static byte[] Message(params Action<CodedOutputStream>[] fields)
    {
        using var memory = new MemoryStream();
        using var stream = new CodedOutputStream(memory);
        foreach (var field in fields) field(stream);
        stream.Flush();
        return memory.ToArray();
    }

    private static Action<CodedOutputStream> Number(int field, long value) => stream =>
    {
        stream.WriteTag(field, WireFormat.WireType.Varint);
        stream.WriteInt64(value);
    };

    private static Action<CodedOutputStream> Text(int field, string value) => Bytes(field, System.Text.Encoding.UTF8.GetBytes(value));

    private static Action<CodedOutputStream> Bytes(int field, byte[] value) => stream =>
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteBytes(ByteString.CopyFrom(value));
    };
}

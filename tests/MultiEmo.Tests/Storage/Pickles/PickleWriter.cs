using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MultiEmo.Tests.Storage.Pickles;

/// <summary>
/// Writes pickles as Python 2 (protocols 0 and 2, texts as latin1) and Python 3 (protocol 4) do, without memo; arrays are float[] and float[,].
/// </summary>
/// <param name="protocol">0, 2 or 4.</param>
/// <param name="core">NumPy's module: numpy.core, from NumPy 2 on numpy._core.</param>
public sealed class PickleWriter(int protocol, string core = "numpy.core")
{
    private readonly MemoryStream bytes = new();

    /// <summary>A whole pickle.</summary>
    public static byte[] Dump(object? value, int protocol, string core = "numpy.core")
    {
        var writer = new PickleWriter(protocol, core);
        if (protocol > 0) writer.Raw(0x80, (byte)protocol);
        writer.Write(value);
        writer.Text(".");
        return writer.bytes.ToArray();
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null: Text("N"); break;
            case bool flag: if (protocol == 0) Text(flag ? "I01\n" : "I00\n"); else Raw(flag ? (byte)0x88 : (byte)0x89); break;
            case int number: WriteNumber(number); break;
            case double number: WriteNumber(number); break;
            case string text: WriteText(text); break;
            case object?[] tuple: Text("("); All(tuple); Text("t"); break;
            case List<object?> list: WriteList(list); break;
            case Dictionary<object, object?> table: WriteTable(table); break;
            case HashSet<object?> set: Call("__builtin__", "set", [new List<object?>(set)]); break;
            case float[] vector: WriteArray([vector.Length], MemoryMarshal.AsBytes(vector.AsSpan()).ToArray()); break;
            case float[,] matrix: WriteMatrix(matrix); break;
            default: throw new ArgumentException(value.GetType().Name);
        }
    }

    private void WriteNumber(int number)
    {
        if (protocol == 0) Text(string.Create(CultureInfo.InvariantCulture, $"I{number}\n"));
        else Raw([(byte)'J', .. BitConverter.GetBytes(number)]);
    }

    private void WriteNumber(double number)
    {
        var big = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(big, number);
        if (protocol == 0) Text(string.Create(CultureInfo.InvariantCulture, $"F{number}\n"));
        else Raw([(byte)'G', .. big]);
    }

    private void WriteText(string text)
    {
        if (protocol == 0) Text($"S'{string.Concat(text.Select(c => $"\\x{(int)c:x2}"))}'\n");
        else if (protocol == 2) Raw([(byte)'T', .. BitConverter.GetBytes(text.Length), .. Encoding.Latin1.GetBytes(text)]);
        else Raw([(byte)'X', .. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)]);
    }

    private void WriteList(List<object?> list)
    {
        Text(protocol == 0 ? "(l" : "](");
        foreach (object? item in list)
        {
            Write(item);
            if (protocol == 0) Text("a");
        }
        if (protocol > 0) Text("e");
    }

    private void WriteTable(Dictionary<object, object?> table)
    {
        Text(protocol == 0 ? "(" : "}(");
        foreach (var (key, value) in table) All([key, value]);
        Text(protocol == 0 ? "d" : "u");
    }

    private void WriteMatrix(float[,] matrix)
    {
        byte[] bytes = MemoryMarshal.AsBytes(matrix.Cast<float>().ToArray().AsSpan()).ToArray();
        WriteArray([matrix.GetLength(0), matrix.GetLength(1)], bytes);
    }

    private void WriteArray(object?[] shape, byte[] data)
    {
        Global(core + ".multiarray", "_reconstruct");
        Text("(");
        Global("numpy", "ndarray");
        All([new object?[] { 0 }, "b"]);
        Text("tR(");
        All([1, shape]);
        Call("numpy", "dtype", ["f4", false, true]);
        Write(new object?[] { 3, "<", null, null, null, -1, -1, 0 });
        Text("b");
        Write(false);
        if (protocol == 4) Raw([(byte)'B', .. BitConverter.GetBytes(data.Length), .. data]);
        else Write(Encoding.Latin1.GetString(data));
        Text("tb");
    }

    private void Call(string module, string name, object?[] arguments)
    {
        Global(module, name);
        Write(arguments);
        Text("R");
    }

    private void Global(string module, string name)
    {
        if (protocol < 4)
        {
            Text($"c{module}\n{name}\n");
            return;
        }
        All([module.Replace("__builtin__", "builtins"), name]);
        Raw(0x93);
    }

    private void All(IEnumerable<object?> values)
    {
        foreach (object? value in values) Write(value);
    }

    private void Text(string text) => Raw(Encoding.Latin1.GetBytes(text));

    private void Raw(params byte[] more) => bytes.Write(more);
}

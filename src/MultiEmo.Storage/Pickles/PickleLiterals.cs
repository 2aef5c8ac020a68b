using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace MultiEmo.Storage.Pickles;

/// <summary>The opcodes that push a value which stands in the file: numbers, texts, bytes.</summary>
internal static class PickleLiterals
{
    private const int LongestNumber = 1000;
    private static readonly object[] Boxed = [.. Enumerable.Range(0, 256).Select(number => (object)(long)number)];

    /// <summary>Reads the value of an opcode; false when the opcode is none of a literal.</summary>
    public static bool TryRead(byte opcode, PickleInput input, out object? value)
    {
        value = null;
        return opcode == 'N' || (value = Number(opcode, input) ?? Text(opcode, input)) is not null;
    }

    private static object? Number(byte opcode, PickleInput input) => opcode switch
    {
        (byte)'I' => Whole(input.Line()),
        (byte)'L' => Parse(input.Line().TrimEnd('L')),
        (byte)'F' => Real(input.Line()),
        (byte)'J' => (long)(int)input.Unsigned(4),
        (byte)'K' => Boxed[input.Byte()],
        (byte)'M' => input.Unsigned(2),
        (byte)'G' => BinaryPrimitives.ReadDoubleBigEndian(input.Bytes(8)),
        0x88 => true,
        0x89 => false,
        0x8a => Long(input.Bytes(input.Unsigned(1))),
        0x8b => Long(input.Bytes((int)input.Unsigned(4))),
        _ => null,
    };

    private static object? Text(byte opcode, PickleInput input) => opcode switch
    {
        (byte)'S' => PickleEscapes.Quoted(input.Line()),
        (byte)'V' => PickleEscapes.Unicode(input.Line()),
        (byte)'T' => input.Latin1(4),
        (byte)'U' => input.Latin1(1),
        (byte)'X' => input.Text(4),
        0x8c => input.Text(1),
        0x8d => input.Text(8),
        (byte)'B' => input.Bytes(input.Unsigned(4)),
        (byte)'C' => input.Bytes(input.Unsigned(1)),
        0x8e or 0x96 => input.Bytes(input.Unsigned(8)),
        _ => null,
    };

    // Protocols 0 and 1 write True and False as the numbers 01 and 00.
    private static object Whole(string line) => line switch
    {
        "01" => true,
        "00" => false,
        _ => Parse(line),
    };

    private static object Parse(string digits)
    {
        var value = BigInteger.Zero;
        bool number = digits.Length <= LongestNumber
            && BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        return number ? Shrink(value) : throw new InvalidDataException("a number cannot be read");
    }

    private static object Real(string line) => line switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value : throw new InvalidDataException("a number cannot be read"),
    };

    private static object Long(byte[] bytes)
        => bytes.Length <= LongestNumber ? Shrink(new BigInteger(bytes)) : throw new InvalidDataException("a number is too long");

    private static object Shrink(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
}

using System.Globalization;

namespace MultiEmo.Storage.Pickles;

/// <summary>A NumPy type of numbers, <c>numpy.dtype</c>.</summary>
public sealed class NumpyType : PickledObject
{
    private const string Known = "f2 f4 f8 i1 i2 i4 i8 u1 u2 u4 u8 b1";

    /// <summary>The type of a name such as <c>f4</c>.</summary>
    /// <exception cref="InvalidDataException">No type of numbers.</exception>
    public NumpyType(string name)
    {
        BigEndian = name.StartsWith('>');
        string bare = name.TrimStart('<', '>', '|', '=');
        if (bare.Length != 2 || !Known.Split(' ').Contains(bare))
            throw new InvalidDataException($"arrays of the type '{(name.Length <= 20 ? name : name[..20] + "…")}' are not read, only of numbers");
        (Kind, Size) = (bare[0], int.Parse(bare[1..], CultureInfo.InvariantCulture));
    }

    /// <summary>f real, i whole, u whole without sign, b truth.</summary>
    public char Kind { get; }

    /// <summary>Bytes of a number.</summary>
    public int Size { get; }

    /// <summary>Whether the highest byte comes first.</summary>
    public bool BigEndian { get; private set; }

    /// <summary>Takes (version, byte order, None, None, None, -1, -1, 0).</summary>
    /// <exception cref="InvalidDataException">It is a type of records or of arrays.</exception>
    public override void SetState(object? state)
    {
        bool plain = state is object?[] { Length: >= 5 } parts && parts[1] is string && parts[2] is null && parts[3] is null && parts[4] is null;
        if (!plain) throw new InvalidDataException("a NumPy type of records or subarrays is not read");
        BigEndian = (string)((object?[])state!)[1]! == ">";
    }
}

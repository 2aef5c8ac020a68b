namespace MultiEmo.Storage;

/// <summary>The element types of the safetensors format that are read here.</summary>
internal static class TensorTypes
{
    /// <summary>The names, for messages.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["F64", "F32", "F16", "BF16", "I64", "I32", "I16", "I8", "U64", "U32", "U16", "U8", "BOOL"];

    /// <summary>Bytes per element; 0 when the type is unknown.</summary>
    public static int Size(string type) => type switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "I8" or "U8" or "BOOL" => 1,
        _ => 0,
    };

    /// <summary>Whether elements of a stored type may be seen as <typeparamref name="T"/>.</summary>
    public static bool Fits<T>(string type) where T : struct => type switch
    {
        "F64" => typeof(T) == typeof(double),
        "F32" => typeof(T) == typeof(float),
        "F16" => typeof(T) == typeof(Half),
        "BF16" or "U16" => typeof(T) == typeof(ushort),
        "I64" => typeof(T) == typeof(long),
        "I32" => typeof(T) == typeof(int),
        "I16" => typeof(T) == typeof(short),
        "I8" => typeof(T) == typeof(sbyte),
        "U64" => typeof(T) == typeof(ulong),
        "U32" => typeof(T) == typeof(uint),
        "U8" or "BOOL" => typeof(T) == typeof(byte),
        _ => false,
    };
}

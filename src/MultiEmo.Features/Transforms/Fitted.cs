using MultiEmo.Conversations;
using MultiEmo.Storage;

namespace MultiEmo.Features.Transforms;

/// <summary>Fitted numbers read back from a safetensors file that may be damaged.</summary>
internal static class Fitted
{
    /// <summary>The values of a tensor that must be of one type.</summary>
    /// <exception cref="BadInputException">There is no such tensor, or it holds another type.</exception>
    public static ReadOnlySpan<T> Values<T>(SafetensorsFile file, string name, string remedy) where T : unmanaged
    {
        var tensor = file.Require(name);
        string wanted = TypeName<T>();
        if (tensor.Type == wanted) return tensor.As<T>();
        throw new BadInputException($"tensor '{name}' is {tensor.Type}, not {wanted}", remedy, file.Path);
    }

    private static string TypeName<T>() => default(T) switch
    {
        double => "F64",
        float => "F32",
        Half => "F16",
        _ => "U8",
    };
}

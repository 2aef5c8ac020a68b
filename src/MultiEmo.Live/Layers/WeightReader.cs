using MultiEmo.Conversations;
using MultiEmo.Features.Numerics;
using MultiEmo.Storage;

namespace MultiEmo.Live.Layers;

/// <summary>Hands the tensors of a model's file to its layers, each of the shape that the architecture says, as aligned numbers.</summary>
/// <param name="file">The file.</param>
internal sealed class WeightReader(SafetensorsFile file)
{
    private const string Remedy = "use the architecture that the weights were trained with";
    private readonly HashSet<string> read = [];

    /// <summary>A linear map: NAME.weight, and NAME.bias where it has one.</summary>
    public Linear Linear(string name, int inputs, int outputs, bool bias = true) =>
        new(Take($"{name}.weight", outputs, inputs), bias ? Take($"{name}.bias", outputs) : default, outputs);

    /// <summary>One tensor.</summary>
    /// <exception cref="BadInputException">It is missing, of another shape, or no tensor of real numbers.</exception>
    public Memory<float> Take(string name, params ReadOnlySpan<long> shape)
    {
        var stored = Find(name, shape);
        var numbers = AlignedNumbers.Take(checked((int)stored.Count));
        Widen(stored, numbers.Span, name);
        return numbers;
    }

    /// <summary>A tensor as it lies in the file, for what is read in parts.</summary>
    /// <exception cref="BadInputException">It is missing or of another shape.</exception>
    public StoredTensor Find(string name, params ReadOnlySpan<long> shape)
    {
        read.Add(name);
        if (!file.Tensors.TryGetValue(name, out var stored)) throw new BadInputException($"no weights for {name}", Remedy, file.Path);
        return shape.SequenceEqual([.. stored.Shape]) ? stored : throw new BadInputException(
            $"weights of shape [{string.Join(", ", stored.Shape)}] for {name}, which has [{string.Join(", ", shape.ToArray())}]", Remedy, file.Path);
    }

    /// <summary>Does nothing when every tensor was read, but those that may be there for nothing.</summary>
    /// <exception cref="BadInputException">The file has weights that the model does not.</exception>
    public void RequireAllRead(Func<string, bool> needless)
    {
        if (file.Tensors.Keys.FirstOrDefault(name => !read.Contains(name) && !needless(name)) is { } unknown)
            throw new BadInputException($"weights for {unknown}, which the model does not have", Remedy, file.Path);
    }

    private void Widen(StoredTensor stored, Span<float> numbers, string name)
    {
        switch (stored.Type)
        {
            case "F32": stored.As<float>().CopyTo(numbers); break;
            case "F64": Widen(stored.As<double>(), numbers, value => (float)value); break;
            case "F16": Widen(stored.As<Half>(), numbers, value => (float)value); break;
            case "BF16": Widen(stored.As<ushort>(), numbers, bits => BitConverter.UInt32BitsToSingle((uint)bits << 16)); break;
            default: throw new BadInputException($"{name} is a tensor of type {stored.Type}", "store parameters as F32 or F64", file.Path);
        }
    }

    private static void Widen<T>(ReadOnlySpan<T> values, Span<float> numbers, Func<T, float> widen)
    {
        for (int i = 0; i < numbers.Length; i++) numbers[i] = widen(values[i]);
    }
}

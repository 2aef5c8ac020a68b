using MultiEmo.Conversations;
using MultiEmo.Storage;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models;

/// <summary>Parameters of a model as named tensors of a safetensors file, under the reference program's names.</summary>
public static class Checkpoint
{
    private const string Remedy = "use the architecture that the weights were trained with";

    /// <summary>Writes a model's parameters in the order in which it registers them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file, replaced as a whole.</param>
    public static void Save(nn.Module model, string path) => Safetensors.Write(path, Read(model));

    /// <summary>Reads parameters into a model.</summary>
    /// <exception cref="BadInputException">A parameter is missing, too many, or of another shape.</exception>
    public static void Load(nn.Module model, string path)
    {
        var file = Safetensors.Read(path);
        Write(model, file.Tensors, path);
    }

    /// <summary>A copy of a model's parameters.</summary>
    public static IReadOnlyList<KeyValuePair<string, StoredTensor>> Read(nn.Module model) =>
        [.. model.named_parameters().Select(pair => KeyValuePair.Create(pair.name, Store(pair.parameter)))];

    /// <summary>Copies named tensors into a model's parameters.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tensors">A tensor for each parameter and no other.</param>
    /// <param name="source">Where the tensors come from, for the error.</param>
    /// <exception cref="BadInputException">A parameter is missing, too many, or of another shape.</exception>
    public static void Write(nn.Module model, IReadOnlyDictionary<string, StoredTensor> tensors, string source)
    {
        using var scope = NewDisposeScope();
        using var untracked = no_grad();
        var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => (Tensor)pair.parameter);
        Compare(parameters, tensors, source);
        foreach (var (name, parameter) in parameters) parameter.copy_(Restore(tensors[name]));
    }

    /// <summary>A copy of a tensor's values, as they lie in a file.</summary>
    public static StoredTensor Store(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var plain = tensor.detach().cpu().contiguous();
        return plain.dtype switch
        {
            ScalarType.Float64 => StoredTensor.Of(plain.data<double>().ToArray(), plain.shape),
            ScalarType.Int64 => StoredTensor.Of(plain.data<long>().ToArray(), plain.shape),
            _ => StoredTensor.Of(plain.to(ScalarType.Float32).data<float>().ToArray(), plain.shape),
        };
    }

    /// <summary>The tensor of stored values, float32, float64 or int64; float16 and bfloat16 become float32.</summary>
    public static Tensor Restore(StoredTensor stored) => stored.Type switch
    {
        "F64" => tensor(stored.As<double>().ToArray(), [.. stored.Shape]),
        "F32" => tensor(stored.As<float>().ToArray(), [.. stored.Shape]),
        "I64" => tensor(stored.As<long>().ToArray(), [.. stored.Shape]),
        "F16" => tensor(Widened(stored.As<Half>(), value => (float)value), [.. stored.Shape]),
        "BF16" => tensor(Widened(stored.As<ushort>(), bits => BitConverter.UInt32BitsToSingle((uint)bits << 16)), [.. stored.Shape]),
        _ => throw new BadInputException($"a tensor of type {stored.Type}", "store parameters as F32 or F64"),
    };

    /// <summary>A tensor of a file, of the type and on the device of another one, whose shape it must have.</summary>
    /// <exception cref="BadInputException">It is missing or of another shape.</exception>
    public static Tensor Restore(SafetensorsFile file, string name, Tensor like)
    {
        using var scope = NewDisposeScope();
        var stored = file.Require(name);
        if (!like.shape.SequenceEqual(stored.Shape)) throw Misshapen(name, like, stored, file.Path);
        return Restore(stored).to(like.dtype, like.device).MoveToOuterDisposeScope();
    }

    /// <summary>A whole number of a file.</summary>
    /// <exception cref="BadInputException">It is missing or no whole number.</exception>
    public static long Number(SafetensorsFile file, string name) => file.Require(name) is { Type: "I64", Count: 1 } stored
        ? stored.As<long>()[0]
        : throw new BadInputException($"{name} is no whole number", "restore the file, or start anew", file.Path);

    private static float[] Widened<T>(ReadOnlySpan<T> values, Func<T, float> widen)
    {
        var wide = new float[values.Length];
        for (int i = 0; i < wide.Length; i++) wide[i] = widen(values[i]);
        return wide;
    }

    private static void Compare(Dictionary<string, Tensor> parameters, IReadOnlyDictionary<string, StoredTensor> tensors, string source)
    {
        if (parameters.Keys.FirstOrDefault(name => !tensors.ContainsKey(name)) is { } missing)
            throw new BadInputException($"no weights for {missing}", Remedy, source);
        if (tensors.Keys.FirstOrDefault(name => !parameters.ContainsKey(name)) is { } unknown)
            throw new BadInputException($"weights for {unknown}, which the model does not have", Remedy, source);
        foreach (var (name, parameter) in parameters)
            if (!parameter.shape.SequenceEqual(tensors[name].Shape)) throw Misshapen(name, parameter, tensors[name], source);
    }

    private static BadInputException Misshapen(string name, Tensor parameter, StoredTensor stored, string source) => new(
        $"weights of shape [{string.Join(", ", stored.Shape)}] for {name}, which has [{string.Join(", ", parameter.shape)}]", Remedy, source);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MultiEmo.Features.Numerics;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Packed;

/// <summary>The parameters of a model by their checkpoint names, in the memory where libtorch keeps them, and their gradients.</summary>
internal sealed unsafe class PackedParameters
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, Parameter> parameters;
    private readonly Dictionary<string, Matrix> values;
    private readonly Dictionary<string, Tensor> gradients = [];

    /// <summary>The parameters of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="used">Whether this batch uses a parameter of this name.</param>
    public PackedParameters(nn.Module model, Func<string, bool> used)
    {
        parameters = model.named_parameters().Where(pair => used(pair.name)).ToDictionary(pair => pair.name, pair => pair.parameter);
        names.AddRange(parameters.Keys);
        values = parameters.ToDictionary(pair => pair.Key, pair => Of(pair.Value));
    }

    /// <summary>The parameters in use.</summary>
    public IEnumerable<Parameter> All => names.Select(name => parameters[name]);

    /// <summary>
    /// Hands the gradients over: to the parameters that had none, since libtorch would copy them all; and to whoever adds them to those that had one,
    /// in the same order, null elsewhere.
    /// </summary>
    public List<Tensor?> HandOver()
    {
        List<Tensor?> added = [];
        foreach (string name in names)
        {
            var (parameter, gradient) = (parameters[name], gradients.GetValueOrDefault(name));
            bool first = gradient is not null && parameter.grad is null;
            if (first) parameter.grad = gradient;
            added.Add(first ? null : gradient);
        }
        return added;
    }

    /// <summary>Whether there is such a parameter and it is in use.</summary>
    public bool Has(string name) => parameters.ContainsKey(name);

    /// <summary>A parameter; a vector is one row.</summary>
    public Matrix Value(string name) => values[name];

    /// <summary>A parameter that is a vector.</summary>
    public float* Vector(string name) => Value(name).Data;

    /// <summary>Memory for the gradient of a parameter, to be written.</summary>
    public Matrix Gradient(string name)
    {
        if (!gradients.TryGetValue(name, out var gradient))
            gradients[name] = gradient = empty(parameters[name].shape).MoveToOuterDisposeScope();
        return Of(gradient);
    }

    /// <summary>The numbers of a tensor as a matrix.</summary>
    public static Matrix Of(Tensor tensor)
    {
        long[] shape = tensor.shape;
        long columns = shape.Length == 0 ? 1 : shape[^1], rows = 1;
        for (int i = 0; i < shape.Length - 1; i++) rows *= shape[i];
        return new Matrix(Pointer(tensor), (int)rows, (int)columns);
    }

    private static float* Pointer(Tensor tensor) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}

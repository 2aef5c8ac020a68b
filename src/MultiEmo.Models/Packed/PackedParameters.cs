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
    private readonly ParameterTable.Snapshot table;
    private readonly Matrix[] values;           // none: this batch does not use it
    private readonly Tensor?[] gradients;

    /// <summary>The parameters of a model.</summary>
    /// <param name="table">All of them.</param>
    /// <param name="batch">What uses them.</param>
    public PackedParameters(ParameterTable.Snapshot table, ConversationBatch batch)
    {
        this.table = table;
        values = [.. table.Entries.Select(entry => entry.Serves(batch) ? Of(entry.Parameter, entry.Rows, entry.Columns) : default)];
        gradients = new Tensor?[values.Length];
    }

    /// <summary>The parameters in use.</summary>
    public IEnumerable<Parameter> All => Used.Select(place => table.Entries[place].Parameter);

    private IEnumerable<int> Used => Enumerable.Range(0, values.Length).Where(place => !values[place].IsNone);

    /// <summary>
    /// Hands the gradients over: to the parameters that had none, since libtorch would copy them all; and to whoever adds them to those that had one,
    /// in the same order, null elsewhere.
    /// </summary>
    public List<Tensor?> HandOver()
    {
        List<Tensor?> added = [];
        foreach (int place in Used)
        {
            var (parameter, gradient) = (table.Entries[place].Parameter, gradients[place]);
            bool first = gradient is not null && parameter.grad is null;
            if (first) parameter.grad = gradient;
            added.Add(first ? null : gradient);
        }
        return added;
    }

    /// <summary>Whether there is such a parameter and it is in use.</summary>
    public bool Has(string name) => table.Place(name) is >= 0 and var place && !values[place].IsNone;

    /// <summary>A parameter; a vector is one row.</summary>
    public Matrix Value(string name) => values[Place(name)];

    /// <summary>A parameter that is a vector.</summary>
    public float* Vector(string name) => Value(name).Data;

    /// <summary>Memory for the gradient of a parameter, to be written.</summary>
    public Matrix Gradient(string name)
    {
        int place = Place(name);
        var (entry, gradient) = (table.Entries[place], gradients[place]);
        gradient ??= gradients[place] = empty(entry.Shape).MoveToOuterDisposeScope();
        return Of(gradient, entry.Rows, entry.Columns);
    }

    /// <summary>Memory for the gradients of parameters that lie one below the other, to be written.</summary>
    /// <param name="names">Of as many columns each.</param>
    public Matrix Gradients(IReadOnlyList<string> names)
    {
        Entry[] entries = [.. names.Select(name => table.Entries[Place(name)])];
        int rows = entries.Sum(entry => entry.Rows), first = 0;
        using var all = empty([rows, entries[0].Columns]);
        foreach (var entry in entries)
        {
            gradients[Place(entry.Name)] = all.narrow(0, first, entry.Rows).view(entry.Shape).MoveToOuterDisposeScope();
            first += entry.Rows;
        }
        return Of(all, rows, entries[0].Columns);
    }

    /// <summary>The numbers of a tensor as a matrix.</summary>
    public static Matrix Of(Tensor tensor)
    {
        long[] shape = tensor.shape;
        long columns = shape.Length == 0 ? 1 : shape[^1], rows = 1;
        for (int i = 0; i < shape.Length - 1; i++) rows *= shape[i];
        return Of(tensor, (int)rows, (int)columns);
    }

    private static Matrix Of(Tensor tensor, int rows, int columns) =>
        new((float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes)), rows, columns);

    private int Place(string name) => table.Place(name) is >= 0 and var place ? place : throw new KeyNotFoundException(name);
}

using MultiEmo.Storage.Pickles;

namespace MultiEmo.Storage.PyTorch;

/// <summary>The Python names that a state dict mentions; tensors and plain values come of them and nothing else.</summary>
internal static class PyTorchGlobals
{
    /// <summary>These names and no other.</summary>
    public static PickleGlobals All { get; } = PickleGlobals.Numpy.With(
    [
        .. PyTorchTypes.Globals,
        new PickleGlobal("torch._utils._rebuild_tensor", Tensor),
        new PickleGlobal("torch._utils._rebuild_tensor_v2", Tensor),
        new PickleGlobal("torch._utils._rebuild_tensor_v3", TypedTensor),
        new PickleGlobal("torch._utils._rebuild_parameter", Parameter),
        new PickleGlobal("torch.Size", arguments => PickleGlobals.Argument<object?[]>(arguments, 0, "torch.Size")),
        new PickleGlobal("torch.device", arguments => PickleGlobals.Argument<string>(arguments, 0, "torch.device")),
        new PickleGlobal("collections.OrderedDict", Dictionary),
    ]);

    // (storage, offset, sizes, strides, …)
    private static PyTorchTensor Tensor(object?[] arguments)
    {
        var storage = PickleGlobals.Argument<PyTorchStorage>(arguments, 0, "a tensor");
        return View(arguments, storage, storage.Type);
    }

    // (storage, offset, sizes, strides, requires_grad, hooks, type, …)
    private static PyTorchTensor TypedTensor(object?[] arguments)
    {
        var storage = PickleGlobals.Argument<PyTorchStorage>(arguments, 0, "a tensor");
        return View(arguments, storage, PyTorchTypes.Of(PickleGlobals.Argument<PickleGlobal>(arguments, 6, "a tensor")));
    }

    private static PyTorchTensor View(object?[] arguments, PyTorchStorage storage, string type) => PyTorchTensor.Of(
        storage,
        type,
        offset: PickleGlobals.Argument<object>(arguments, 1, "a tensor"),
        shape: PickleGlobals.Argument<object?[]>(arguments, 2, "a tensor"),
        strides: PickleGlobals.Argument<object?[]>(arguments, 3, "a tensor"));

    private static PyTorchTensor Parameter(object?[] arguments) => PickleGlobals.Argument<PyTorchTensor>(arguments, 0, "a parameter");

    // Python 2 gives the pairs of key and value with the call.
    private static Dictionary<object, object?> Dictionary(object?[] arguments)
    {
        if (arguments.Length == 0) return [];
        var pairs = PickleGlobals.Argument<List<object?>>(arguments, 0, "OrderedDict");
        var dictionary = new Dictionary<object, object?>(pairs.Count);
        foreach (object? pair in pairs)
        {
            if (pair is not List<object?> { Count: 2 } entry) throw new InvalidDataException("OrderedDict is called with other than pairs");
            dictionary[PickleKeys.Check(entry[0])] = entry[1];
        }
        return dictionary;
    }
}

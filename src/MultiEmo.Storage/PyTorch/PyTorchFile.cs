using MultiEmo.Conversations;

namespace MultiEmo.Storage.PyTorch;

/// <summary>
/// Reads the tensors of a file that <c>torch.save</c> wrote, in both of its formats. Nothing in it is executed: tensors, containers, texts
/// and numbers are all that is made of it, and a file that mentions anything else is refused by that name.
/// </summary>
public static class PyTorchFile
{
    private const byte ZipMark = (byte)'P', Pickle = 0x80, OldestPickle = (byte)'L';
    private const string Remedy = "it is damaged, or holds more than tensors; nothing was executed; "
        + "fetch it again, or save the state dict alone as safetensors from Python";

    /// <summary>The tensors by name, contiguous and little-endian; of a checkpoint, those of its state dict.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="BadInputException">No file of PyTorch, a damaged one, or one that mentions other names than those of tensors.</exception>
    public static IReadOnlyDictionary<string, StoredTensor> Read(string path)
    {
        using var stream = InputFile.Open(path);
        var budget = PyTorchBudget.Of(stream.Length);
        try
        {
            int first = stream.ReadByte();
            stream.Position = 0;
            if (first == ZipMark) return PyTorchZip.Read(stream, path, budget);
            if (first is Pickle or OldestPickle) return PyTorchStream.Read(stream, path, budget);
            throw new InvalidDataException("it is neither a zip nor a pickle");
        }
        catch (BadInputException fault)
        {
            throw new BadInputException(fault.Problem, Remedy, path, inner: fault);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            throw new BadInputException($"cannot be read as a file of PyTorch: {fault.Message.TrimEnd('.')}", Remedy, path, inner: fault);
        }
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using MultiEmo.Conversations;
using MultiEmo.Storage.PyTorch;

namespace MultiEmo.Storage.Weights;

/// <summary>The tensors of a network, whatever kind of file they came in.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="Tensors">Name to tensor, in the order of the file.</param>
public sealed record WeightFile(string Path, IReadOnlyDictionary<string, StoredTensor> Tensors)
{
    private const int Start = 9;

    /// <summary>
    /// Reads safetensors or PyTorch's formats, told apart by content; the index of several such files
    /// (<c>model.safetensors.index.json</c>); or a folder that has one of them.
    /// </summary>
    /// <exception cref="BadInputException">Nothing such, damaged, or refused.</exception>
    public static WeightFile Read(string path)
    {
        string file = Locate(path);
        return Kind(file) == WeightKind.Index ? new WeightFile(file, WeightFolder.Shards(file)) : ReadOne(file);
    }

    /// <summary>The file that <see cref="Read"/> would read: the path itself, or the folder's.</summary>
    /// <exception cref="BadInputException">The folder has none, or one cannot know which.</exception>
    public static string Locate(string path) => Directory.Exists(path) ? WeightFolder.Find(path) : path;

    /// <summary>The SHA-256 of weights, in small hexadecimal digits: of the file, or of an index and its files in the order of their names.</summary>
    /// <param name="path">As for <see cref="Read"/>.</param>
    /// <exception cref="BadInputException">As for <see cref="Read"/>.</exception>
    public static string Sha256(string path)
    {
        string file = Locate(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in Kind(file) == WeightKind.Index ? [file, .. WeightFolder.Files(file)] : new[] { file }) Append(hash, part);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The same for a file that must not be an index.</summary>
    internal static WeightFile ReadOne(string file) => new(file, Kind(file) switch
    {
        WeightKind.Safetensors => Safetensors.Read(file).Tensors,
        WeightKind.PyTorch => PyTorchFile.Read(file),
        _ => throw new BadInputException("is JSON where weights are needed", "an index names files of weights", file),
    });

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="BadInputException">There is none; the message suggests the nearest name.</exception>
    public StoredTensor Require(string name)
        => Tensors.TryGetValue(name, out var tensor) ? tensor : throw Safetensors.Missing(name, Tensors.Keys, Path);

    private static void Append(IncrementalHash hash, string file)
    {
        using var stream = InputFile.Open(file);
        var buffer = new byte[1 << 20];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer)) hash.AppendData(buffer, 0, read);
    }

    // Safetensors begin with the length of a header in 8 bytes and its brace, PyTorch's with a zip's letters or a pickle's protocol.
    private static WeightKind Kind(string file)
    {
        using var stream = InputFile.Open(file);
        var start = new byte[Math.Min(Start, stream.Length)];
        InputFile.ReadExactly(stream, start, file);
        bool header = start.Length == Start && start[^1] == '{' && BinaryPrimitives.ReadInt64LittleEndian(start) < stream.Length;
        if (header) return WeightKind.Safetensors;
        if (start.AsSpan().StartsWith("PK"u8) || (start.Length > 0 && start[0] is 0x80 or (byte)'L')) return WeightKind.PyTorch;
        if (JsonInput.WithoutMark(start).TrimStart(" \r\n\t"u8).StartsWith("{"u8)) return WeightKind.Index;
        throw Unknown(file, start);
    }

    private static BadInputException Unknown(string file, byte[] start)
    {
        if (start.AsSpan().StartsWith("version "u8))
            return new BadInputException("is a pointer of Git LFS, not the weights themselves", "fetch them with 'git lfs pull'", file);
        const string remedy = "check that it was fetched whole, and from the right place";
        return new BadInputException("is neither safetensors nor a file of PyTorch", remedy, file);
    }

    private enum WeightKind { Safetensors, PyTorch, Index }
}

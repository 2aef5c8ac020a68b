using System.Text.Json;
using MultiEmo.Conversations;
using MultiEmo.Features.Text;
using MultiEmo.Storage;

namespace MultiEmo.Models.Text;

/// <summary>
/// A small encoder as one file: its parameters under their names, the table of words as float16, and its shape in the metadata. So small that it goes
/// wherever it is needed.
/// </summary>
public static class SmallEncoderFile
{
    private const string Table = "table.weight";

    /// <summary>The name of the file in the folder of an encoder.</summary>
    public const string Name = "encoder.safetensors";

    /// <summary>Writes an encoder, whole or not at all.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, SmallEncoder encoder, SmallEncoderSettings settings) => Safetensors.Write(path,
        Checkpoint.Read(encoder).Select(pair => pair.Key == Table ? KeyValuePair.Create(pair.Key, Halved(pair.Value)) : pair),
        new Dictionary<string, string> { ["format"] = SmallEncoderSettings.Format, ["encoder"] = JsonSerializer.Serialize(settings, Json.Options) });

    /// <summary>Reads the shape of an encoder.</summary>
    /// <exception cref="BadInputException">There is no such file, or it holds something else.</exception>
    public static SmallEncoderSettings ReadSettings(string path) => SmallEncoderSettings.Read(Safetensors.ReadHeader(path).Metadata, path);

    /// <summary>Reads an encoder, ready to be used and not to be trained.</summary>
    /// <exception cref="BadInputException">There is no such file, or it holds something else.</exception>
    public static SmallEncoder Read(string path)
    {
        var file = Safetensors.Read(path);
        var encoder = new SmallEncoder(SmallEncoderSettings.Read(file.Metadata, path));
        Checkpoint.Write(encoder, file.Tensors, path);
        encoder.eval();
        return encoder;
    }

    /// <summary>Copies an encoder's file, whole or not at all.</summary>
    /// <exception cref="BadInputException">It cannot be read or written.</exception>
    public static void Copy(string from, string to) => AtomicFile.Write(to, stream => stream.Write(File.ReadAllBytes(from)));

    private static StoredTensor Halved(StoredTensor tensor)
    {
        var values = tensor.As<float>();
        var halves = new Half[values.Length];
        for (int i = 0; i < halves.Length; i++) halves[i] = (Half)values[i];
        return StoredTensor.Of(halves, [.. tensor.Shape]);
    }
}

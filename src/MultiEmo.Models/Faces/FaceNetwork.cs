using MultiEmo.Conversations;
using MultiEmo.Storage.Weights;
using static TorchSharp.torch;

namespace MultiEmo.Models.Faces;

/// <summary>A network that makes a vector of a picture of 224 x 224 pixels, whose colours it takes less 127.5 over 128.</summary>
/// <param name="name">What it is called.</param>
public abstract class FaceNetwork(string name) : IDisposable
{
    private const int Together = 8;
    private static readonly string[] Known = ["resnet101", "resnet101-v2", "resnet50", "resnet50-v2", "vggface2"];
    private static readonly string[] Endings = [".pt", ".pth", ".bin", ".safetensors"];

    /// <summary>The name or path that it was loaded by.</summary>
    public string Name { get; } = name;

    /// <summary>Numbers of a vector.</summary>
    public abstract int Width { get; }

    /// <summary>
    /// Loads a network: <c>resnet101</c>, <c>resnet101-v2</c>, <c>resnet50</c>, <c>resnet50-v2</c> or <c>vggface2</c> of the catalogue of weights; a
    /// file of a ResNet's or InceptionResnetV1's weights (.pt, .pth, .bin, .safetensors); or any network of images as .onnx.
    /// </summary>
    /// <param name="name">A name or a path.</param>
    /// <param name="weights">The folder that the user named; null: where weights are looked for (<see cref="WeightStore"/>).</param>
    /// <param name="device">Where to compute; null: the CPU. ONNX networks are computed on the CPU.</param>
    /// <exception cref="BadInputException">
    /// The name is unknown; the weights are nowhere, and the message names the command that fetches them; or the file is of no such network.
    /// </exception>
    public static FaceNetwork Load(string name, string? weights, Device? device = null)
    {
        string ending = Path.GetExtension(name).ToLowerInvariant();
        if (Known.Contains(name)) return TorchNetwork.Read(name, Catalogued(name, weights), device ?? CPU);
        if (ending == ".onnx") return OnnxNetwork.Open(name);
        if (Endings.Contains(ending)) return TorchNetwork.Read(name, name, device ?? CPU);
        string remedy = $"{Spelling.Suggest(name, Known)}, or name a file ending in .onnx, {string.Join(", ", Endings)}";
        throw new BadInputException($"there is no network of faces called {Spelling.Quoted(name)}", remedy);
    }

    private static string Catalogued(string name, string? weights) => WeightStore.Find(name, WeightCatalogue.Find(name).Files[0].Name, weights);

    /// <summary>The vectors of pictures, each of <see cref="Width"/> numbers, in their order.</summary>
    public float[][] Vectors(IReadOnlyList<FaceCrop> crops) => [.. crops.Chunk(Together).SelectMany(some => Run(some).Chunk(Width))];

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The vectors of a few pictures, one after the other.</summary>
    protected abstract float[] Run(IReadOnlyList<FaceCrop> crops);

    /// <summary>Frees the network.</summary>
    protected abstract void Dispose(bool disposing);
}

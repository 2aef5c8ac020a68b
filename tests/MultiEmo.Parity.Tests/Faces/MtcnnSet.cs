using MultiEmo.Features.Video;
using MultiEmo.Models.Faces;
using MultiEmo.Models.Faces.Mtcnn;
using MultiEmo.Storage;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests.Faces;

/// <summary>The reference detector's pictures, weights and results.</summary>
public sealed class MtcnnSet
{
    private readonly string folder = Golden.Folder("mtcnn");

    public MtcnnSet()
    {
        Images = Read("images");
        Results = Read("results");
        Layers = Read("layers");
    }

    public IReadOnlyDictionary<string, StoredTensor> Images { get; }

    public IReadOnlyDictionary<string, StoredTensor> Results { get; }

    public IReadOnlyDictionary<string, StoredTensor> Layers { get; }

    /// <summary>The pictures in which the reference looked for faces.</summary>
    public IEnumerable<string> Detected => Images.Keys.Where(name => Results.ContainsKey($"{name}/boxes"));

    /// <summary>Names of the pictures of which a stage is stored.</summary>
    public IEnumerable<string> With(string stage) => Detected.Where(name => Results.ContainsKey($"{name}/stages/{stage}"));

    public Frame Frame(string name)
    {
        var pixels = Images[name];
        return new Frame((int)pixels.Shape[1], (int)pixels.Shape[0], pixels.Bytes);
    }

    /// <summary>A stored network of MTCNN, with the weights of the set.</summary>
    public T Network<T>(T network, string file) where T : nn.Module
    {
        FaceWeights.Load(network, System.IO.Path.Combine(folder, $"{file}.safetensors"), CPU);
        return network;
    }

    /// <summary>A detector with the weights of the set.</summary>
    public FaceDetector Detector()
    {
        string copy = Directory.CreateTempSubdirectory("mtcnn").FullName;
        try
        {
            string inner = Directory.CreateDirectory(System.IO.Path.Combine(copy, "mtcnn")).FullName;
            foreach (string file in new[] { "pnet.safetensors", "rnet.safetensors", "onet.safetensors" })
                File.Copy(System.IO.Path.Combine(folder, file), System.IO.Path.Combine(inner, file));
            return FaceDetector.Load(copy);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    public static float[] Boxes(IEnumerable<FaceBox> boxes) => [.. boxes.SelectMany(box => new[] { box.Left, box.Top, box.Right, box.Bottom })];

    /// <summary>Box, score and shift, nine numbers a row.</summary>
    internal static Tensor Rows(IReadOnlyList<Candidate> candidates)
    {
        float[] values = [.. candidates.SelectMany(each => (float[])[.. Boxes([each.Box]), each.Score, .. Boxes([each.Shift])])];
        return tensor(values, [candidates.Count, 9]);
    }

    private IReadOnlyDictionary<string, StoredTensor> Read(string file) =>
        Safetensors.Read(System.IO.Path.Combine(folder, $"{file}.safetensors")).Tensors;
}

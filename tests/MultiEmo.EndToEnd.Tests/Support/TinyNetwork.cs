using MultiEmo.Models.Faces.Backbones;
using MultiEmo.Storage;
using static TorchSharp.torch;

namespace MultiEmo.EndToEnd.Tests.Support;

/// <summary>A network of faces that is small and knows nothing: a ResNet of one block a stage, with weights drawn anew each time.</summary>
internal static class TinyNetwork
{
    /// <summary>Writes its weights.</summary>
    public static void Write(string path)
    {
        using var network = new ResNet(new ResNetSettings(1, 1, 1, 1, Classes: 6));
        var weights = network.state_dict().Where(pair => pair.Value.dtype == ScalarType.Float32);
        Safetensors.Write(path, weights.Select(pair =>
            KeyValuePair.Create(pair.Key, StoredTensor.Of(pair.Value.data<float>().ToArray(), pair.Value.shape))));
    }
}

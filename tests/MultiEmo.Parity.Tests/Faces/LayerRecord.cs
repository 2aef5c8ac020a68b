using MultiEmo.Models;
using MultiEmo.Storage;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Parity.Tests.Faces;

/// <summary>What layers gave out.</summary>
public static class LayerRecord
{
    /// <summary>Stores what a layer gives out from now on.</summary>
    public static void Keep(nn.Module<Tensor, Tensor> layer, IDictionary<string, StoredTensor> seen, string name) =>
        layer.register_forward_hook((_, _, output) =>
        {
            seen[name] = Checkpoint.Store(output);
            return output;
        });
}

using MultiEmo.Conversations;
using MultiEmo.Models.Faces.Backbones;
using MultiEmo.Storage;
using MultiEmo.Storage.Weights;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces;

/// <summary>A ResNet or an Inception-ResNet in TorchSharp.</summary>
internal sealed class TorchNetwork : FaceNetwork
{
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly Device device;

    private TorchNetwork(string name, nn.Module<Tensor, Tensor> network, Device device) : base(name) =>
        (this.network, this.device) = (network, device);

    /// <inheritdoc/>
    public override int Width => ((IBackbone)network).Width;

    /// <summary>Reads a file of weights, which tells what network they are of.</summary>
    /// <exception cref="BadInputException">They are of no known one, or do not fit it.</exception>
    public static TorchNetwork Read(string name, string path, Device device)
    {
        var network = Of(WeightFile.Read(path).Tensors, path);
        FaceWeights.Settle(network, device);
        ((IBackbone)network).Fold();
        return new TorchNetwork(name, network, device);
    }

    /// <summary>The network that tensors are of, with them in it.</summary>
    /// <exception cref="BadInputException">They are of no known one, or do not fit it.</exception>
    internal static nn.Module<Tensor, Tensor> Of(IReadOnlyDictionary<string, StoredTensor> tensors, string source)
    {
        var needed = Named(tensors);
        nn.Module<Tensor, Tensor> network = needed.ContainsKey("conv2d_1a.conv.weight") ? new InceptionResnet()
            : ResNetNames.Settings(needed) is { } settings ? new ResNet(settings)
            : throw new BadInputException("holds weights of no network that is known here", "ResNets of bottlenecks (as 50 and 101) and "
                + "facenet-pytorch's InceptionResnetV1 are; export another network as ONNX", source);
        FaceWeights.Copy(network, needed, source);
        return network;
    }

    /// <inheritdoc/>
    protected override float[] Run(IReadOnlyList<FaceCrop> crops)
    {
        using var untracked = no_grad();
        using var scope = NewDisposeScope();
        return network.call(Colours(crops, device)).cpu().contiguous().data<float>().ToArray();    // (B, D)
    }

    /// <summary>Crops as a network takes them: colours less 127.5 over 128, the channels of a pixel together in memory.</summary>
    /// <returns>(B, 3, 224, 224)</returns>
    internal static Tensor Colours(IReadOnlyList<FaceCrop> crops, Device device)
    {
        using var scope = NewDisposeScope();
        var pixels = new byte[crops.Count * FaceCrop.Size];
        for (int i = 0; i < crops.Count; i++) crops[i].Pixels.CopyTo(pixels, i * FaceCrop.Size);
        var colours = tensor(pixels, [crops.Count, FaceCrop.Side, FaceCrop.Side, 3]).to(device).to(ScalarType.Float32);    // (B, Y, X, 3)
        colours.sub_(Scalars.Of(127.5)).mul_(Scalars.Of(1.0 / 128));                                                       // (B, Y, X, 3)
        return colours.permute(0, 3, 1, 2).MoveToOuterDisposeScope();                                                      // (B, 3, Y, X)
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) network.Dispose();
    }

    // The classifier over the people of VGGFace2 is not what a face is described by.
    private static Dictionary<string, StoredTensor> Named(IReadOnlyDictionary<string, StoredTensor> tensors)
        => ResNetNames.AsTorchvision(tensors).Where(pair => !pair.Key.StartsWith("logits.", StringComparison.Ordinal)).ToDictionary();
}

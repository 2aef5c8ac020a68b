using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Backbones;

/// <summary>
/// ResNet of bottlenecks (He et al. 2016), with its classifier, whose logits are the vector: so does the released VisExtNet. Parameters have
/// torchvision's names; <see cref="ResNetNames"/> knows the released ones.
/// </summary>
public sealed class ResNet : nn.Module<Tensor, Tensor>, IBackbone
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly MaxPool2d maxpool;
    private readonly Sequential layer1, layer2, layer3, layer4;
    private readonly Linear fc;
    private readonly NormedConvolution stem;

    /// <summary>Creates a network with freshly drawn weights.</summary>
    public ResNet(ResNetSettings settings) : base(nameof(ResNet))
    {
        Convolutions.FitProcessor();
        (conv1, bn1) = (nn.Conv2d(3, 64, 7L, 2L, 3L, bias: false), nn.BatchNorm2d(64));
        maxpool = nn.MaxPool2d(3, 2, 1);
        stem = new(conv1, bn1);
        layer1 = Stage(settings.First, 64, 64, 1);
        layer2 = Stage(settings.Second, 256, 128, 2);
        layer3 = Stage(settings.Third, 512, 256, 2);
        layer4 = Stage(settings.Fourth, 1024, 512, 2);
        fc = nn.Linear(512 * Bottleneck.Expansion, settings.Classes);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public int Width => (int)fc.weight.shape[0];

    /// <summary>Looks at pictures.</summary>
    /// <param name="pictures">(B, 3, Y, X), colours from about -1 to 1.</param>
    /// <returns>(B, D) logits.</returns>
    public override Tensor forward(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        var shapes = layer4.call(layer3.call(layer2.call(layer1.call(Pooled(pictures)))));    // (B, 2048, Y / 32, X / 32)
        return fc.call(shapes.mean([2, 3])).MoveToOuterDisposeScope();                        // (B, D)
    }

    /// <inheritdoc/>
    public void Fold()
    {
        stem.Fold();
        foreach (var block in modules().OfType<Bottleneck>()) block.Fold();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) stem.Dispose();
        base.Dispose(disposing);
    }

    private Tensor Pooled(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        return maxpool.call(stem.Apply(pictures).relu_()).MoveToOuterDisposeScope();    // (B, 64, Y / 4, X / 4)
    }

    private static Sequential Stage(int blocks, int inputs, int width, int stride)
    {
        var stage = nn.Sequential();
        for (int block = 0; block < blocks; block++)
        {
            string name = block.ToString(System.Globalization.CultureInfo.InvariantCulture);
            stage.append(name, block == 0 ? new Bottleneck(inputs, width, stride) : new Bottleneck(width * Bottleneck.Expansion, width, 1));
        }
        return stage;
    }
}

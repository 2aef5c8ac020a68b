using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Backbones;

/// <summary>
/// A block of a ResNet: relu(x + 1x1 (3x3 (1x1 x))), each convolution normalised; the stride is at the middle one, as in torchvision.
/// </summary>
internal sealed class Bottleneck : nn.Module<Tensor, Tensor>
{
    /// <summary>How much wider a block's end is than its middle.</summary>
    public const int Expansion = 4;

    private readonly Conv2d conv1, conv2, conv3;
    private readonly BatchNorm2d bn1, bn2, bn3;
    private readonly Sequential? downsample;
    private readonly NormedConvolution narrow, middle, wide;
    private readonly NormedConvolution? shortcut;

    /// <summary>Creates the block.</summary>
    /// <param name="inputs">Channels before it.</param>
    /// <param name="width">Channels in its middle.</param>
    /// <param name="stride">Of the middle convolution.</param>
    public Bottleneck(int inputs, int width, int stride) : base(nameof(Bottleneck))
    {
        int outputs = width * Expansion;
        (conv1, bn1) = (nn.Conv2d(inputs, width, 1L, bias: false), nn.BatchNorm2d(width));
        (conv2, bn2) = (nn.Conv2d(width, width, 3L, stride, 1L, bias: false), nn.BatchNorm2d(width));
        (conv3, bn3) = (nn.Conv2d(width, outputs, 1L, bias: false), nn.BatchNorm2d(outputs));
        (narrow, middle, wide) = (new(conv1, bn1), new(conv2, bn2), new(conv3, bn3));
        if (inputs != outputs || stride != 1)
        {
            var (convolution, norm) = (nn.Conv2d(inputs, outputs, 1L, stride, bias: false), nn.BatchNorm2d(outputs));
            downsample = nn.Sequential(convolution, norm);
            shortcut = new(convolution, norm);
        }
        RegisterComponents();
    }

    /// <summary>Runs the block.</summary>
    /// <param name="pictures">(B, Z, Y, X)</param>
    /// <returns>(B, Z', Y', X')</returns>
    public override Tensor forward(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        var small = middle.Apply(narrow.Apply(pictures).relu_()).relu_();              // (B, width, Y', X')
        var past = shortcut is null ? pictures : shortcut.Apply(pictures);             // (B, Z', Y', X')
        return wide.Apply(small).add_(past).relu_().MoveToOuterDisposeScope();         // (B, Z', Y', X')
    }

    /// <summary>Makes one convolution of each convolution and its normalisation.</summary>
    public void Fold()
    {
        foreach (var part in Parts()) part.Fold();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            foreach (var part in Parts()) part.Dispose();
        base.Dispose(disposing);
    }

    private IEnumerable<NormedConvolution> Parts() => new[] { narrow, middle, wide, shortcut }.OfType<NormedConvolution>();
}

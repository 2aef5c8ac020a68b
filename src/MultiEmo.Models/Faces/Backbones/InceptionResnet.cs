using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Backbones;

/// <summary>
/// Inception-ResNet-v1 (Szegedy et al. 2017) as facenet-pytorch has it for VGGFace2: a vector of 512 numbers and length 1. Parameters have its
/// names. Its dropout, which acts in training alone, is left out: this network looks and does not learn.
/// </summary>
public sealed class InceptionResnet : nn.Module<Tensor, Tensor>, IBackbone
{
    private const int Last = 1792, Embedding = 512;
    private readonly InceptionConvolution conv2d_1a, conv2d_2a, conv2d_2b, conv2d_3b, conv2d_4a, conv2d_4b;
    private readonly Sequential repeat_1, repeat_2, repeat_3;
    private readonly InceptionReduction mixed_6a, mixed_7a;
    private readonly InceptionBlock block8;
    private readonly Linear last_linear;
    private readonly BatchNorm1d last_bn;

    /// <summary>Creates a network with freshly drawn weights.</summary>
    public InceptionResnet() : base(nameof(InceptionResnet))
    {
        Convolutions.FitProcessor();
        conv2d_1a = new(3, 32, 3, 3, stride: 2);
        conv2d_2a = new(32, 32, 3, 3);
        conv2d_2b = new(32, 64, 3, 3, padded: true);
        conv2d_3b = new(64, 80, 1, 1);
        conv2d_4a = new(80, 192, 3, 3);
        conv2d_4b = new(192, 256, 3, 3, stride: 2);
        (repeat_1, mixed_6a) = (Repeated(5, InceptionBlock.A), InceptionReduction.A());
        (repeat_2, mixed_7a) = (Repeated(10, InceptionBlock.B), InceptionReduction.B());
        (repeat_3, block8) = (Repeated(5, () => InceptionBlock.C()), InceptionBlock.C(last: true));
        last_linear = nn.Linear(Last, Embedding, hasBias: false);
        last_bn = nn.BatchNorm1d(Embedding, InceptionConvolution.Epsilon);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public int Width => Embedding;

    /// <summary>Looks at faces.</summary>
    /// <param name="pictures">(B, 3, Y, X), colours from about -1 to 1; at least 75 pixels a side.</param>
    /// <returns>(B, D), each of length 1.</returns>
    public override Tensor forward(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        var middle = mixed_6a.call(repeat_1.call(Stem(pictures)));                                      // (B, 896, Y', X')
        var shapes = block8.call(repeat_3.call(mixed_7a.call(repeat_2.call(middle))));                  // (B, 1792, Y", X")
        var vectors = last_bn.call(last_linear.call(shapes.mean([2, 3])));                              // (B, D)
        return nn.functional.normalize(vectors, 2, 1).MoveToOuterDisposeScope();                        // (B, D)
    }

    /// <inheritdoc/>
    public void Fold()
    {
        foreach (var part in modules().OfType<InceptionConvolution>()) part.Fold();
    }

    private Tensor Stem(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        var fine = conv2d_2b.call(conv2d_2a.call(conv2d_1a.call(pictures)));                            // (B, 64, Y / 2, X / 2)
        var coarse = conv2d_3b.call(nn.functional.max_pool2d(fine, 3, 2));                              // (B, 80, Y / 4, X / 4)
        return conv2d_4b.call(conv2d_4a.call(coarse)).MoveToOuterDisposeScope();                        // (B, 256, Y / 8, X / 8)
    }

    private static Sequential Repeated(int times, Func<InceptionBlock> block) =>
        nn.Sequential(Enumerable.Range(0, times).Select(_ => (nn.Module<Tensor, Tensor>)block()).ToArray());
}

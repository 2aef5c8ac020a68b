using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MultiEmo.Models.Faces.Backbones;

/// <summary>A residual block of Inception-ResNet: relu(x + s W [branches of x] + s b).</summary>
internal sealed class InceptionBlock : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> branch0, branch1;
    private readonly nn.Module<Tensor, Tensor>? branch2;
    private readonly Conv2d conv2d;
    private readonly double scale;
    private readonly bool ends;

    private InceptionBlock(
        int channels, int joined, double scale, IReadOnlyList<nn.Module<Tensor, Tensor>> branches, bool ends = false) : base(nameof(InceptionBlock))
    {
        (this.scale, this.ends) = (scale, ends);
        (branch0, branch1, branch2) = (branches[0], branches[1], branches.ElementAtOrDefault(2));
        conv2d = nn.Conv2d(joined, channels, 1L);
        RegisterComponents();
    }

    /// <summary>Inception-ResNet-A, with three branches of 3 x 3.</summary>
    public static InceptionBlock A() => new(256, 96, 0.17,
    [
        Part(256, 32, 1, 1),
        nn.Sequential(Part(256, 32, 1, 1), Part(32, 32, 3, 3)),
        nn.Sequential(Part(256, 32, 1, 1), Part(32, 32, 3, 3), Part(32, 32, 3, 3)),
    ]);

    /// <summary>Inception-ResNet-B, with a branch of 1 x 7 and 7 x 1.</summary>
    public static InceptionBlock B() => new(896, 256, 0.10,
        [Part(896, 128, 1, 1), nn.Sequential(Part(896, 128, 1, 1), Part(128, 128, 1, 7), Part(128, 128, 7, 1))]);

    /// <summary>Inception-ResNet-C, with a branch of 1 x 3 and 3 x 1; the last one is not scaled and has no relu.</summary>
    public static InceptionBlock C(bool last = false) => new(1792, 384, last ? 1 : 0.20,
        [Part(1792, 192, 1, 1), nn.Sequential(Part(1792, 192, 1, 1), Part(192, 192, 1, 3), Part(192, 192, 3, 1))], last);

    /// <summary>Runs the block.</summary>
    /// <param name="pictures">(B, Z, Y, X)</param>
    /// <returns>(B, Z, Y, X)</returns>
    public override Tensor forward(Tensor pictures)
    {
        using var scope = NewDisposeScope();
        List<Tensor> branches = [branch0.call(pictures), branch1.call(pictures)];                  // (B, ·, Y, X)
        if (branch2 is not null) branches.Add(branch2.call(pictures));
        var change = conv2d.call(cat(branches, 1)).mul_(Scalars.Of(scale)).add_(pictures);         // (B, Z, Y, X)
        return (ends ? change : change.relu_()).MoveToOuterDisposeScope();                         // (B, Z, Y, X)
    }

    private static InceptionConvolution Part(int inputs, int outputs, int rows, int columns) => new(inputs, outputs, rows, columns, padded: true);
}
